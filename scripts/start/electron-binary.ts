import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runCommand } from '../lib/command.ts'
import { ROOT } from '../lib/root.ts'

const PACKAGE = join(ROOT, 'node_modules/electron')
const FAILED = join(ROOT, 'node_modules/.cache/fiveten/electron-download-failed')
const TRY_AGAIN_AFTER_MS = 24 * 3_600_000

const EXECUTABLES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'dist/electron',
  darwin: 'dist/Electron.app/Contents/MacOS/Electron',
  win32: 'dist/electron.exe',
}

/** The executable that `FIVETEN_ELECTRON` names, or the package's own, if there is one. */
export function electronBinary(): string | undefined {
  const named = process.env.FIVETEN_ELECTRON
  if (named !== undefined && named !== '') return named
  const executable = EXECUTABLES[process.platform]
  if (executable === undefined) return undefined
  const path = join(PACKAGE, executable)
  return existsSync(path) ? path : undefined
}

export function hasScreen(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}

/** Fetches the binary as its package does. Returns it, or says why not; a failure is remembered for a day. */
export async function downloadElectron(): Promise<string | undefined> {
  if (existsSync(FAILED) && Date.now() - statSync(FAILED).mtimeMs < TRY_AGAIN_AFTER_MS) {
    console.error('Electron could not be downloaded today; the browser host is used.')
    return undefined
  }
  console.error('Downloading Electron (once) ...')
  const { output } = await runCommand(process.execPath, [join(PACKAGE, 'install.js')])
  const found = electronBinary()
  if (found === undefined) {
    const reason = output.split('\n').find((line) => /error/i.test(line)) ?? 'no reason was given'
    console.error(`Electron could not be downloaded (${reason.trim()}); the browser host is used.`)
    mkdirSync(dirname(FAILED), { recursive: true })
    writeFileSync(FAILED, output)
  }
  return found
}
