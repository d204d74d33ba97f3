import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface StartOptions {
  readonly host: 'auto' | 'electron' | 'kiosk'
  readonly port: string
  readonly data: string
  /** Absent: an embedded gateway with a scenario is started. */
  readonly gateway?: string
  readonly scenario: string
  readonly seed: string
  readonly speed: string
  readonly open: boolean
  /** Absolute. Absent: the wall is one display. */
  readonly layout?: string
}

export const USAGE = `Usage: npm start -- [options]
  --host auto|electron|kiosk   the desktop app where it can run, else the browser host (auto)
  --port N                     port of the browser host; 0 takes a free one (4510)
  --data DIR                   where the cache and the embedded gateway keep their data (data)
  --gateway HOST:PORT          follow this gateway; without it one with a scenario is started
  --scenario NAME              luohe-day or harbin-games (luohe-day)
  --seed N                     another number, another day (1)
  --speed X                    seconds of the scenario per second (1)
  --layout FILE                which displays there are and what each shows; without it, one display
  --no-open                    do not open a browser`

/** Throws an `Error` whose message says which option is wrong. */
export function parseOptions(argv: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      host: { type: 'string', default: 'auto' },
      port: { type: 'string', default: '4510' },
      data: { type: 'string', default: 'data' },
      gateway: { type: 'string' },
      scenario: { type: 'string', default: 'luohe-day' },
      seed: { type: 'string', default: '1' },
      speed: { type: 'string', default: '1' },
      layout: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
    },
  })
  const { host, gateway, layout, 'no-open': noOpen, ...rest } = values
  if (host !== 'auto' && host !== 'electron' && host !== 'kiosk') {
    throw new Error(`--host must be auto, electron or kiosk, not ${host}.`)
  }
  if (!/^\d{1,5}$/.test(rest.port) || Number(rest.port) > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not ${rest.port}.`)
  }
  if (gateway !== undefined && !/^\S+:\d{1,5}$/.test(gateway)) {
    throw new Error(`--gateway must be HOST:PORT, not ${gateway}.`)
  }
  return {
    ...rest,
    host,
    open: !noOpen,
    ...(gateway === undefined ? {} : { gateway }),
    ...(layout === undefined ? {} : { layout: layoutFile(layout) }),
  }
}

function layoutFile(name: string): string {
  const file = resolve(name)
  if (existsSync(file)) return file
  throw new Error(`--layout: there is no file ${file}. resources/layouts/ has some to begin with.`)
}
