import { join } from 'node:path'
import { ROOT } from '../lib/root.ts'
import { downloadElectron, electronBinary, hasScreen } from './electron-binary.ts'
import { openBrowser } from './open-browser.ts'
import type { StartOptions } from './options.ts'
import { startProgram, type Program } from './program.ts'

/** Starts the wall on the host that was asked for, or on the best that this machine can run. */
export async function startWall(options: StartOptions, gateway: string, data: string): Promise<Program> {
  const binary = await chooseBinary(options)
  return binary === undefined
    ? startKiosk(options, gateway, data)
    : startDesktop(binary, options, gateway, data)
}

async function chooseBinary(options: StartOptions): Promise<string | undefined> {
  if (options.host === 'kiosk') return undefined
  if (options.host === 'auto' && !hasScreen()) return undefined
  const binary = electronBinary() ?? (await downloadElectron())
  if (binary === undefined && options.host === 'electron') {
    throw new Error('There is no Electron binary on this machine. Start with --host kiosk.')
  }
  return binary
}

async function startKiosk(options: StartOptions, gateway: string, data: string): Promise<Program> {
  const program = startProgram(
    process.execPath,
    [
      ...[join(ROOT, 'kiosk/main.ts'), '--gateway', gateway, '--port', options.port, '--data', data],
      ...(options.layout === undefined ? [] : ['--layout', options.layout]),
    ],
    /^http:\/\/\S+$/,
  )
  const [address] = await program.ready
  console.log(address)
  if (options.open) openBrowser(address)
  return program
}

async function startDesktop(
  binary: string,
  options: StartOptions,
  gateway: string,
  data: string,
): Promise<Program> {
  const layout = options.layout === undefined ? [] : [`--layout=${options.layout}`]
  console.log(`The wall is on the displays of this machine (Electron, ${binary}). Ctrl+Shift+Q closes it.`)
  return startProgram(binary, [ROOT, `--gateway=${gateway}`, `--data=${data}`, ...layout], /$^/, {
    // The stand-in and the wall's core run on the Node that this project brings.
    ELECTRON_STAND_IN_NODE: process.execPath,
  })
}
