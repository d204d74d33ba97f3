import { parseArgs } from 'node:util'
import type { ChannelCredentials } from '@grpc/grpc-js'
import { systemClock } from '../system-clock.ts'
import { toMs } from '../timestamps.ts'
import { runImport, type ImportResult } from './import-run.ts'
import { clientCredentials } from './client-credentials.ts'
import { connectIntake, type IntakeConnection } from './intake-client.ts'
import { parseRequests, type ParsedFile } from './open311.ts'
import { readList } from './read-requests.ts'
import type { Replay } from './replay.ts'

const USAGE =
  'Usage: npm run import -- open311 FILE --gateway HOST:PORT [--speed X] [--jurisdiction NAME]\n' +
  '       [--tls-cert FILE --tls-key FILE --tls-ca FILE]\n' +
  '  --speed X            replay in order of time, X times as fast as it happened, beginning now\n' +
  '  --jurisdiction NAME  whose requests these are, where ids of several cities could meet (default: default)\n' +
  '  --tls-cert, --tls-key, --tls-ca  for a gateway with TLS: certificate and key of a platform, and the CA'
const CONNECT_LIMIT_MS = 3_000
const PROGRESS_MS = 5_000
const EXIT_FAILED = 1

interface Arguments {
  readonly path: string
  readonly gateway: string
  readonly speed: number | undefined
  readonly jurisdiction: string
  readonly secret: ChannelCredentials
}

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2))
  const items = await readList(options.path)
  const file = parseRequests(items, options.jurisdiction)
  const connection = await connectIntake(
    options.gateway,
    CONNECT_LIMIT_MS,
    systemClock.wallMs(),
    options.secret,
  )
  try {
    const replay = options.speed === undefined ? undefined : await startReplay(connection, options.speed)
    const result = await runImport(file, {
      source: `open311:${options.jurisdiction}`,
      publish: (request) => connection.publish(request),
      clock: systemClock,
      ...(replay === undefined ? {} : { replay }),
      onProgress: progressLines(),
    })
    report(file, result)
  } finally {
    connection.close()
  }
}

function readArguments(args: readonly string[]): Arguments {
  const { positionals, values } = parse(args)
  const [format, path, ...rest] = positionals
  if (format !== 'open311' || path === undefined || rest.length > 0) throw new Error(USAGE)
  if (values.gateway === undefined) throw new Error(`--gateway is missing.\n${USAGE}`)
  const jurisdiction = values.jurisdiction ?? 'default'
  if (!/^[\w.-]{1,60}$/.test(jurisdiction)) {
    throw new Error('--jurisdiction takes at most 60 letters, digits, dots, dashes and underscores.')
  }
  const speed = values.speed === undefined ? undefined : Number(values.speed)
  if (speed !== undefined && !(speed > 0 && Number.isFinite(speed))) {
    throw new Error(`--speed takes a number above 0, not "${values.speed ?? ''}".`)
  }
  const secret = clientCredentials(values['tls-cert'], values['tls-key'], values['tls-ca'])
  return { path, gateway: values.gateway, speed, jurisdiction, secret }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const tls = { 'tls-cert': text, 'tls-key': text, 'tls-ca': text }
    const options = { gateway: text, speed: text, jurisdiction: text, ...tls }
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}

/** Reads the gateway's time once and counts on from there with the clock that never steps. */
async function startReplay(connection: IntakeConnection, speed: number): Promise<Replay> {
  const { sentAt, rate } = await connection.time()
  if (sentAt === undefined) throw new Error('The gateway does not say what time it is; a replay needs that.')
  const startMs = toMs(sentAt)
  const startMonotonicMs = systemClock.monotonicMs()
  const serverNowMs = () => startMs + (systemClock.monotonicMs() - startMonotonicMs) * pace
  const pace = rate > 0 ? rate : 1
  return { speed, startMs, rate: pace, serverNowMs }
}

function progressLines(): (sentCount: number, totalCount: number) => void {
  let nextMs = systemClock.monotonicMs() + PROGRESS_MS
  return (sentCount, totalCount) => {
    if (systemClock.monotonicMs() < nextMs || sentCount === totalCount) return
    nextMs = systemClock.monotonicMs() + PROGRESS_MS
    console.error(`${sentCount} of ${totalCount} records sent`)
  }
}

function report(file: ParsedFile, result: ImportResult): void {
  for (const { index, reason } of result.refusals) console.log(`record ${index} refused: ${reason}`)
  for (const { index, reason } of result.incomplete) {
    console.log(`record ${index} landed without a later step: ${reason}`)
  }
  for (const [state, count] of file.unknownStates) {
    console.log(`status "${state}" is not in the standard and was kept as it came: ${count} times`)
  }
  const { landedCount, refusals, knownCount } = result
  const counts = `${landedCount} landed, ${refusals.length} refused, ${knownCount} already known`
  console.log(`${file.readCount} read, ${counts}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = EXIT_FAILED
})
