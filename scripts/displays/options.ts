import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface DisplaysOptions {
  /** Absolute. */
  readonly layout: string
  /** The wall's address with its token. */
  readonly address: URL
  /** Absolute: each display's window keeps its profile in a folder of its own here. */
  readonly profiles: string
  /** Handed to every Chromium as they are. */
  readonly flags: readonly string[]
}

export const USAGE = `Usage: npm run displays -- --layout FILE --address URL [options]
  --layout FILE      the displays, as for npm start
  --address URL      what npm start or npm run kiosk printed, with its token
  --profiles DIR     where each window keeps its profile (data/displays)
  --flag=--NAME      one more switch for every Chromium; may be given several times`

/** Throws an `Error` whose message says which option is wrong. */
export function parseOptions(argv: readonly string[]): DisplaysOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      layout: { type: 'string' },
      address: { type: 'string' },
      profiles: { type: 'string', default: 'data/displays' },
      flag: { type: 'string', multiple: true, default: [] },
    },
  })
  const { layout, address, profiles, flag } = values
  if (layout === undefined) throw new Error('--layout is missing; resources/layouts/ has some to begin with.')
  if (!existsSync(layout)) throw new Error(`--layout: there is no file ${resolve(layout)}.`)
  if (address === undefined || !URL.canParse(address) || !/^https?:/.test(address)) {
    throw new Error('--address must be the address that the wall printed when it started.')
  }
  return { layout: resolve(layout), address: new URL(address), profiles: resolve(profiles), flags: flag }
}
