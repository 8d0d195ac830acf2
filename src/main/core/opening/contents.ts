import { EnvelopeError } from '../../../shared/envelope/envelopeError.ts'

/**
 * A form of 500 questions, each answered, comes to about 2,000. Reading one object costs the desk a few microseconds however
 * small it is, so that 2 MB of empty ones would keep it for half a second.
 */
const MOST = 10_000
const OBJECT = '{'.charCodeAt(0)
const LIST = '['.charCodeAt(0)

/**
 * R11.6: counted in the text, before anything of it is read, and where counting keeps nobody waiting.
 * @throws EnvelopeError when it holds more objects and lists than anything that a patient sends
 */
export function checkContents(text: string): void {
  let count = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === OBJECT || code === LIST) count += 1
  }
  if (count > MOST) throw new EnvelopeError('The envelope holds more than anybody sends')
}
