import type { ReactNode } from 'react'
import type { Block, Inline } from '../../shared/domain/markdown.ts'

type MarkdownViewProps = {
  readonly blocks: readonly Block[]
  /** What stands before a block that is new, if it is. */
  readonly markOf?: (block: Block) => string | null
}

/** A plan as it is meant (R8.1): elements and text, never markup from outside (section 12). */
export function MarkdownView({ blocks, markOf }: MarkdownViewProps): ReactNode {
  const headings = headingTags(blocks)
  return blocks.map((block, at) => {
    const mark = markOf?.(block) ?? null
    return (
      <div key={at} className={mark === null ? undefined : 'pt-changed'} dir="auto">
        {mark !== null && <p className="pt-changed-mark">{mark}</p>}
        <BlockView block={block} heading={headings[at] ?? 'h2'} />
      </div>
    )
  })
}

type HeadingTag = 'h2' | 'h3' | 'h4'
const TAGS: readonly HeadingTag[] = ['h2', 'h3', 'h4']

/** Below the page's own, whichever level a plan begins with, and never one left out: so that they can be walked. */
function headingTags(blocks: readonly Block[]): HeadingTag[] {
  const least = Math.min(3, ...blocks.map((block) => (block.kind === 'heading' ? block.level : 3)))
  let before = -1
  return blocks.map((block) => {
    if (block.kind !== 'heading') return 'h2'
    before = Math.min(block.level - least, before + 1)
    return TAGS[before] ?? 'h4'
  })
}

function BlockView({ block, heading: Heading }: { block: Block; heading: HeadingTag }): ReactNode {
  if (block.kind === 'heading') {
    return (
      <Heading>
        <Inlines inside={block.inside} />
      </Heading>
    )
  }
  if (block.kind === 'paragraph') {
    return (
      <p>
        {block.lines.map((line, at) => (
          <span key={at}>
            {at > 0 && <br />}
            <Inlines inside={line} />
          </span>
        ))}
      </p>
    )
  }
  const items = block.items.map((item, at) => (
    <li key={at}>
      <Inlines inside={item} />
    </li>
  ))
  return block.isNumbered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>
}

function Inlines({ inside }: { inside: readonly Inline[] }): ReactNode {
  return inside.map((each, at) => <InlineView key={at} inline={each} />)
}

function InlineView({ inline }: { inline: Inline }): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'bold':
      return (
        <strong>
          <Inlines inside={inline.inside} />
        </strong>
      )
    case 'italic':
      return (
        <em>
          <Inlines inside={inline.inside} />
        </em>
      )
    default:
      return (
        <>
          {inline.label !== null && `${inline.label}: `}
          <a href={inline.href} target="_blank" rel="noreferrer noopener" dir="ltr">
            {inline.href}
          </a>
        </>
      )
  }
}
