import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { TlsOptions } from '../core/watch/tls-files.ts'

const MAX_PORT = 65_535
const TLS_FILES = ['tls-ca', 'tls-cert', 'tls-key'] as const
const file = z.string().min(1, 'must name a file')
const digits = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number)

const schema = z
  .object({
    gateway: z
      .string()
      .regex(/^[^:/\s]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i, 'must be HOST:PORT')
      .refine((text) => Number(text.split(':').at(-1)) <= MAX_PORT, `must have a port up to ${MAX_PORT}`),
    port: digits.pipe(z.number().max(MAX_PORT)),
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

export type KioskOptions = z.infer<typeof schema>

export const USAGE = `Usage: npm run kiosk -- [options]
  --gateway HOST:PORT         the gateway to follow (127.0.0.1:5510)
  --port N                    where to serve the wall on this machine; 0 takes a free one (4510)
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
      port: { type: 'string', default: '4510' },
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
