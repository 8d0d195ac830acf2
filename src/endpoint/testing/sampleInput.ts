import type { AnyContractProcedure } from '@orpc/contract'
import type { z } from 'zod'

/** A procedure of a contract, by its path: `records.part`. */
export type Procedure = { readonly path: string; readonly input: z.ZodType | null }

/** Every procedure that a contract declares, however deep it stands. */
export function proceduresOf(contract: object, above: readonly string[] = []): Procedure[] {
  return Object.entries(contract).flatMap(([name, each]) => {
    const path = [...above, name]
    if (!isProcedure(each)) return proceduresOf(each as object, path)
    // The contracts here are written with zod throughout.
    return [{ path: path.join('.'), input: (each['~orpc'].inputSchema ?? null) as z.ZodType | null }]
  })
}

function isProcedure(each: unknown): each is AnyContractProcedure {
  return typeof each === 'object' && each !== null && '~orpc' in each
}

/** What stands for text under that name; null where the test names none. */
export type Words = (name: string, format: 'uuid' | 'datetime' | 'text') => string | null

/**
 * An input that a schema allows, of the fewest things. Of a union it takes the `choice`-th option, counted round.
 * @throws where the schema allows something that the words do not say
 */
export function sampleOf(schema: z.ZodType, words: Words, choice = 0, name = ''): unknown {
  // The kinds of schema that zod has; which of them it is, `type` says.
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape).map(([key, each]) => [key, sampleOf(each as z.ZodType, words, choice, key)]),
      )
    case 'array':
      return allowedOf(schema, [sampleOf(def.element as z.ZodType, words, choice, name)])
    case 'tuple':
      return def.items.map((each) => sampleOf(each as z.ZodType, words, choice, name))
    case 'union':
      return sampleOf(def.options[choice % def.options.length] as z.ZodType, words, choice, name)
    case 'nullable':
    case 'optional':
    case 'default':
      return sampleOf(def.innerType as z.ZodType, words, choice, name)
    case 'pipe':
      return sampleOf(def.in as z.ZodType, words, choice, name)
    case 'literal':
      return def.values[0]
    case 'enum':
      return Object.values(def.entries)[0]
    case 'boolean':
      return false
    case 'number':
      return leastOf(schema)
    case 'string': {
      const format = 'format' in def && (def.format === 'uuid' || def.format === 'datetime') ? def.format : 'text'
      return words(name, format) ?? fail(`No words for “${name}”`)
    }
    default:
      return fail(`No sample of “${def.type}” for “${name}”`)
  }
}

/** None of them where one is more than the words can say. */
function allowedOf(schema: z.ZodType, one: readonly unknown[]): readonly unknown[] {
  return schema.safeParse(one).success ? one : []
}

function leastOf(schema: z.ZodType): number {
  return [1, 0, 5, 15, 60, 19_456].find((each) => schema.safeParse(each).success) ?? fail('No number that is allowed')
}

function fail(why: string): never {
  throw new Error(why)
}
