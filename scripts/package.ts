import { buildElectron, buildPages } from './build.ts'
import { runTool } from './run.ts'

/** `npm run package`: pages and bundles, then installers for this machine; further words go to electron-builder. */
await buildPages((line) => console.log(line))
await buildElectron((line) => console.log(line))
const { code } = await runTool(
  'node_modules/electron-builder/cli.js',
  ['--config', 'build/electron-builder.yml', ...process.argv.slice(2)],
  true,
)
process.exitCode = code
