import { spawn } from 'node:child_process'
import { hasScreen } from './electron-binary.ts'

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Shows the address in the user's browser, where there is one; the address is printed in any case. */
export function openBrowser(address: string): void {
  const opener = OPENERS[process.platform]
  if (opener === undefined || !hasScreen()) return
  const [command, ...args] = opener
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true })
  child.on('error', () => console.error('No browser could be opened; open the address above by hand.'))
  child.unref()
}
