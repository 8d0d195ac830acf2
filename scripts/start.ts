import { BuildError } from './build.ts'
import { OptionError, parseOptions } from './demo/options.ts'
import { startDemo } from './demo/startDemo.ts'

/** `npm start`: the demo clinic, its endpoint and a mail catcher on this machine. */
try {
  const demo = await startDemo(parseOptions(process.argv.slice(2)), (line) => console.log(line))
  const stop = () => void demo.close().then(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  void demo.ended.then(stop)
} catch (error) {
  if (!(error instanceof OptionError) && !(error instanceof BuildError)) throw error
  console.error(`\n${error.message}\n`)
  process.exitCode = 1
}
