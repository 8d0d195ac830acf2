import { drawPicture } from './drawPicture.ts'
import type { PreviewAnswer, PreviewAsked } from './previewMessages.ts'

/**
 * R8.3: where files of strangers are decoded: a thread without a page, whose own policy lets it load scripts of ours and reach nothing
 * else. What comes out of it are pictures that it drew itself; nothing of the file reaches the page.
 */
const thread = globalThis as unknown as {
  postMessage: (answer: PreviewAnswer) => void
  onmessage: ((event: { readonly data: PreviewAsked }) => void) | null
}

thread.onmessage = ({ data }) => void draw(data)

async function draw({ bytes, kind }: PreviewAsked): Promise<void> {
  try {
    const file = new Uint8Array(bytes)
    if (kind === 'pdf') {
      const { drawPdf } = await import('./drawPdf.ts')
      await drawPdf(file, (answer) => thread.postMessage(answer))
    } else {
      thread.postMessage({ page: 1, ...(await drawPicture(file, kind)) })
      thread.postMessage({ pages: 1, shown: 1 })
    }
  } catch {
    // Why is for whoever made the file: here it is one that cannot be shown.
    thread.postMessage({ isUnreadable: true })
  }
}
