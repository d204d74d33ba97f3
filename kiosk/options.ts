import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { TlsOptions } from '../core/watch/tls-files.ts'
import { parseServeAddress, requireSafe, type ServeAddress } from './serve-address.ts'
import type { ServeFiles } from './serve-certificate.ts'

const MAX_PORT = 65_535
const DEFAULT_PORT = 4510
const LOOPBACK = '127.0.0.1'
const TLS_FILES = ['tls-ca', 'tls-cert', 'tls-key'] as const
const file = z.string().min(1, 'must name a file')
const digits = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number)

const schema = z
  .object({
    gateway: z
      .string()
      .regex(/^[^:/\s]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i, 'must be HOST:PORT')
      .refine((text) => Number(text.split(':').at(-1)) <= MAX_PORT, `must have a port up to ${MAX_PORT}`),
    port: digits.pipe(z.number().max(MAX_PORT)).optional(),
    listen: z.string().transform(addressOrIssue).optional(),
    'serve-cert': file.optional(),
    'serve-key': file.optional(),
    'token-file': file.optional(),
    data: z.string().min(1, 'must name a folder'),
    pages: z.string().min(1, 'must name a folder'),
    'display-width-mm': digits.pipe(z.number().min(100).max(100_000)),
    'display-distance-mm': digits.pipe(z.number().min(300).max(100_000)),
    layout: file.optional(),
    actor: z.string().min(1, 'must name somebody').max(100),
    'tls-ca': file.optional(),
    'tls-cert': file.optional(),
    'tls-key': file.optional(),
  })
  .refine((all) => new Set(TLS_FILES.map((name) => all[name] === undefined)).size === 1, {
    path: ['tls-ca'],
    message: 'must be given together with --tls-cert and --tls-key',
  })
  .refine((all) => (all['serve-cert'] === undefined) === (all['serve-key'] === undefined), {
    path: ['serve-cert'],
    message: 'must be given together with --serve-key',
  })
  .refine((all) => all.port === undefined || all.listen === undefined, {
    path: ['listen'],
    message: 'names the port already; leave --port out',
  })

export type KioskOptions = z.infer<typeof schema>

export const USAGE = `Usage: npm run kiosk -- [options]
  --gateway HOST:PORT         the gateway to follow (127.0.0.1:5510)
  --port N                    where to serve the wall on this machine; 0 takes a free one (4510)
  --listen HOST:PORT          the same, also on another address; beyond this machine with TLS only
  --serve-cert FILE           serve with TLS: the certificate, PEM; read again when it changes
  --serve-key FILE            its private key, PEM
  --token-file FILE           a token that stays, and is not printed: 32 or more letters, digits, - or _; mode 600
  --data DIR                  where the cache lives (data/kiosk)
  --pages DIR                 where the built pages are (dist/renderer)
  --layout FILE               which displays there are and what each shows; without it, one display of
  --display-width-mm N        this width of the glass (2436)
  --display-distance-mm N     and its farthest person who must read it (3500)
  --actor NAME                who acts at this wall, as the gateway writes it down (wall)
  --tls-ca FILE               the authority of the gateway's certificate, PEM; with --tls-cert and --tls-key
  --tls-cert FILE             this wall's own certificate, PEM
  --tls-key FILE              its private key, PEM`

/** Throws an `Error` whose message says which option is wrong, and why. */
export function parseOptions(argv: readonly string[]): KioskOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      gateway: { type: 'string', default: '127.0.0.1:5510' },
      port: { type: 'string' },
      listen: { type: 'string' },
      'serve-cert': { type: 'string' },
      'serve-key': { type: 'string' },
      'token-file': { type: 'string' },
      data: { type: 'string', default: 'data/kiosk' },
      pages: { type: 'string', default: join(import.meta.dirname, '../dist/renderer') },
      'display-width-mm': { type: 'string', default: '2436' },
      'display-distance-mm': { type: 'string', default: '3500' },
      layout: { type: 'string' },
      actor: { type: 'string', default: 'wall' },
      'tls-ca': { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
    },
  })
  const parsed = schema.safeParse(values)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`)
  throw new Error(problems.join('; '))
}

/** The files of TLS, or none of them. */
export function tlsOf(options: KioskOptions): TlsOptions | undefined {
  const { 'tls-ca': caFile, 'tls-cert': certFile, 'tls-key': keyFile } = options
  if (caFile === undefined || certFile === undefined || keyFile === undefined) return undefined
  return { caFile, certFile, keyFile }
}

/** Where the wall is served. Throws a sentence when that is beyond this machine and in the open. */
export function listenOf(options: KioskOptions): ServeAddress {
  const address = options.listen ?? { host: LOOPBACK, port: options.port ?? DEFAULT_PORT }
  requireSafe(address, serveFilesOf(options) !== undefined)
  return address
}

/** What it is served with: the files of TLS, or none of them. */
export function serveFilesOf(options: KioskOptions): ServeFiles | undefined {
  const { 'serve-cert': certFile, 'serve-key': keyFile } = options
  return certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile }
}

function addressOrIssue(text: string, context: z.RefinementCtx): ServeAddress {
  try {
    return parseServeAddress(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
    return z.NEVER
  }
}
