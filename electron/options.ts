import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Display } from '../domain/view/display.ts'
import { z } from 'zod'
import type { TlsOptions } from '../core/watch/tls-files.ts'

export interface HostOptions {
  /** HOST:PORT. */
  readonly gateway: string
  /** Absolute. Absent: where Electron keeps the data of this user. */
  readonly dataDir?: string
  /** An ordinary window on a desk instead of one kiosk window per display. */
  readonly windowed: boolean
  readonly devTools: boolean
  readonly display: Display
  /** Absolute. Absent: every screen is the same wall. */
  readonly layoutFile?: string
  /** Who acts at this wall, as the gateway writes it down. */
  readonly actor: string
  /** Absent: the link to the gateway is plain. */
  readonly tls?: TlsOptions
}

const DEFAULT_GATEWAY = '127.0.0.1:5510'
const DEFAULT_DISPLAY: Display = { name: 'wall', widthMm: 2436, distanceMm: 3500 }

const gatewaySchema = z
  .string({ error: '--gateway needs an address, for example --gateway=127.0.0.1:5510.' })
  .refine(isHostAndPort, {
    error: (issue) => `--gateway must be HOST:PORT, and is "${String(issue.input)}".`,
  })

function isHostAndPort(address: string): boolean {
  const [, port] = /^(?:\[[0-9A-Fa-f:.]+\]|[^\s:/[\]]+):(\d{1,5})$/.exec(address) ?? []
  return port !== undefined && Number(port) <= 65_535
}

const fileName = (option: string) =>
  z.string({ error: `--${option} needs a path, for example --${option}=PATH.` }).min(1)

const argumentsSchema = z.object({
  gateway: gatewaySchema.default(DEFAULT_GATEWAY),
  data: fileName('data').optional(),
  windowed: z.boolean().default(false),
  devtools: z.boolean().default(false),
  'display-config': fileName('display-config').optional(),
  layout: fileName('layout').optional(),
  actor: z.string({ error: '--actor needs a name, for example --actor=NAME.' }).min(1).default('wall'),
  'tls-ca': fileName('tls-ca').optional(),
  'tls-cert': fileName('tls-cert').optional(),
  'tls-key': fileName('tls-key').optional(),
})

const displaySchema = z.object({
  name: z.string().min(1),
  widthMm: z.number().positive(),
  distanceMm: z.number().positive(),
})

/**
 * Reads what was said on the command line; throws with a sentence for a person. Switches of Chromium stand on the
 * same command line, so that an unknown one is not an error. Write `--name=VALUE`: on Windows Electron takes
 * a HOST:PORT that stands alone for an address to open.
 */
export function parseHostOptions(argv: readonly string[], workingDir: string): HostOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      gateway: { type: 'string' },
      data: { type: 'string' },
      windowed: { type: 'boolean' },
      devtools: { type: 'boolean' },
      'display-config': { type: 'string' },
      layout: { type: 'string' },
      actor: { type: 'string' },
      'tls-ca': { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
    },
  })
  const parsed = argumentsSchema.safeParse(values)
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join(' '))
  const { gateway, data, windowed, devtools, actor, layout, 'display-config': displayFile } = parsed.data
  const tls = tlsOf(parsed.data, workingDir)
  return {
    gateway,
    windowed,
    actor,
    ...(tls === undefined ? {} : { tls }),
    devTools: devtools || windowed,
    display: displayFile === undefined ? DEFAULT_DISPLAY : readDisplay(resolve(workingDir, displayFile)),
    ...(data === undefined ? {} : { dataDir: resolve(workingDir, data) }),
    ...(layout === undefined ? {} : { layoutFile: resolve(workingDir, layout) }),
  }
}

function tlsOf(given: z.infer<typeof argumentsSchema>, workingDir: string): TlsOptions | undefined {
  const { 'tls-ca': ca, 'tls-cert': cert, 'tls-key': key } = given
  if (ca === undefined && cert === undefined && key === undefined) return undefined
  if (ca === undefined || cert === undefined || key === undefined) {
    throw new Error('--tls-ca, --tls-cert and --tls-key belong together: give all three, or none.')
  }
  const [caFile, certFile, keyFile] = [
    resolve(workingDir, ca),
    resolve(workingDir, cert),
    resolve(workingDir, key),
  ]
  return { caFile, certFile, keyFile }
}

function readDisplay(file: string): Display {
  const parsed = displaySchema.safeParse(readJson(file))
  if (parsed.success) return parsed.data
  const where = parsed.error.issues
    .map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`)
    .join('; ')
  throw new Error(`The display file ${file} must hold name, widthMm and distanceMm (${where}).`)
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`The display file ${file} cannot be used: ${String(error)}.`)
  }
}
