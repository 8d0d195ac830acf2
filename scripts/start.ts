import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { BuildError } from './build.ts'
import { OptionError, parseOptions } from './demo/options.ts'
import { root } from './run.ts'

const STOP_PATIENCE_MILLISECONDS = 8_000

/** `npm start`: the demo clinic, its endpoint and a mail catcher on this machine. */
// What was stripped and compiled once is not compiled again.
enableCompileCache(join(root, 'node_modules/.cache/compiled'))
const { startDemo } = await import('./demo/startDemo.ts')

try {
  const demo = await startDemo(parseOptions(process.argv.slice(2)), (line) => console.log(line))
  let isStopping = false
  const stop = () => {
    // Whoever asks twice does not want to wait for what is on the wire.
    if (isStopping) process.exit(0)
    isStopping = true
    setTimeout(() => process.exit(0), STOP_PATIENCE_MILLISECONDS).unref()
    void demo.close().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  void demo.ended.then(stop)
} catch (error) {
  if (!(error instanceof OptionError) && !(error instanceof BuildError)) throw error
  console.error(`\n${error.message}\n`)
  process.exitCode = 1
}
