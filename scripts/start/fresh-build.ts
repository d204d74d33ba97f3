import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../lib/command.ts'
import { ROOT } from '../lib/root.ts'

const SOURCES = ['renderer', 'electron', 'domain', 'core', 'proto/gen', 'resources', 'package-lock.json']
const RESULTS = ['dist/renderer/index.html', 'dist/electron/main.mjs', 'dist/electron/preload.cjs']

/** Builds the pages and the desktop app when there is no build, or one that is older than the sources. */
export async function buildIfNeeded(): Promise<void> {
  const builtMs = Math.min(...RESULTS.map((path) => modifiedMs(join(ROOT, path))))
  const newestMs = Math.max(...SOURCES.map((path) => newestIn(join(ROOT, path))))
  if (builtMs >= newestMs) return
  console.error('Building the wall (some seconds, after a change only) ...')
  const { code, output } = await runCommand(process.execPath, [join(ROOT, 'scripts/build.ts')])
  if (code !== 0) throw new Error(`The wall could not be built:\n${output}`)
}

function modifiedMs(path: string): number {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}

function newestIn(path: string): number {
  if (!existsSync(path)) return 0
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return Math.max(
    0,
    ...entries.filter((one) => one.isFile()).map((one) => modifiedMs(join(one.parentPath, one.name))),
  )
}
