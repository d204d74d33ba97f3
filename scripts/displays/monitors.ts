import { runCommand } from '../lib/command.ts'
import type { FoundScreen } from '../../core/displays/match-screens.ts'

/** ` 1: +SIDE 3840/2436x2160/1370+7680+0  none` */
const MONITOR = /^\s*\d+:\s+\+?\*?(\S+)\s+(\d+)\/\d+x(\d+)\/\d+([+-]\d+)([+-]\d+)/

/** The monitors of the X server by their names, as `xrandr --listmonitors` prints them. */
export function parseMonitors(output: string): readonly FoundScreen<string>[] {
  return output.split('\n').flatMap((line) => {
    const [, name, width, height, x, y] = MONITOR.exec(line) ?? []
    if (name === undefined) return []
    return [
      {
        key: name,
        output: name,
        x: Number(x),
        y: Number(y),
        widthPx: Number(width),
        heightPx: Number(height),
      },
    ]
  })
}

/** Rejects with a sentence when there is no X server to ask. */
export async function listMonitors(): Promise<readonly FoundScreen<string>[]> {
  const { code, output } = await runCommand('xrandr', ['--listmonitors'])
  if (code === 0) return parseMonitors(output)
  throw new Error(
    `The X server did not list its monitors (${output.trim()}). Set DISPLAY, and install xrandr ` +
      '(Debian: x11-xserver-utils).',
  )
}
