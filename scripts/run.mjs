// Runs a TypeScript file of this project on the Node that the project brings, whatever Node started this.
// Plain JavaScript that an older Node understands: it is what says that a newer one is needed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE = 24
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')

// 1. Packages: a fresh clone has none, a pulled one may have others than its lock file names.
const installed = join(modules, '.package-lock.json')
const lock = join(root, 'package-lock.json')
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error('Installing the packages that package-lock.json names (about a minute, once) ...')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('The packages could not be installed; the lines above say why. Mend that and start again.')
    process.exit(1)
  }
}

// 2. Node: the one in the packages, else this one if it is new enough.
const brought = join(modules, '.bin', 'node')
const node = existsSync(brought) ? brought : process.execPath
if (node === process.execPath && Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  console.error(
    `FiveTen needs Node ${OLDEST_NODE} or newer, and this is Node ${process.versions.node}. ` +
      'For this platform the packages bring none: install a newer Node and start again.',
  )
  process.exit(1)
}

// 3. The program itself. Signals go through to it; it decides when to end.
const [file, ...args] = process.argv.slice(2)
const child = spawn(node, [join(root, file), ...args], {
  stdio: 'inherit',
  env: {
    // What one program has compiled, the next one and each of its threads begin with: a quarter of the time.
    NODE_COMPILE_CACHE: join(modules, '.cache', 'compiled'),
    ...process.env,
    PATH: `${join(modules, '.bin')}:${process.env.PATH}`,
  },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
