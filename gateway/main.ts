import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { GatewayError } from './gateway-error.ts'
import { createGateway } from './gateway.ts'
import type { Gateway, GatewayOptions } from './gateway.ts'
import { LogError, errorText } from './log/log-error.ts'

const USAGE = `usage: npm run gateway -- [--listen HOST:PORT] [--data DIR] [--scenario NAME | --empty]
                          [--seed N] [--speed X] [--retain N] [--no-proof-of-life]`
const EXIT_FAILED = 1
const EXIT_USAGE = 2
const STDERR = 2

class UsageError extends Error {}

process.on('uncaughtException', giveUp)
await main().catch(giveUp)

function giveUp(error: unknown): never {
  if (error instanceof UsageError) fail(`${error.message}\n${USAGE}`, EXIT_USAGE)
  const expected = error instanceof GatewayError || error instanceof LogError
  fail(expected ? error.message : `the gateway failed: ${errorText(error)}`, EXIT_FAILED)
}

async function main(): Promise<void> {
  const logger = pino({ name: 'gateway' }, pino.destination({ fd: STDERR, sync: true }))
  const gateway = createGateway({ ...readOptions(process.argv.slice(2)), logger })
  const { address, epoch, revision } = await gateway.start()
  stopOnSignal(gateway)
  console.log(`gateway listening on ${address} epoch=${epoch} revision=${revision}`)
}

function readOptions(args: string[]): GatewayOptions {
  const values = parse(args)
  if (values.empty && values.scenario !== undefined)
    throw new UsageError('--empty and --scenario exclude each other')
  return {
    listen: values.listen,
    dataDir: values.data,
    scenario: values.scenario,
    proofOfLife: !values['no-proof-of-life'],
    seed: number('seed', values.seed, Number.isSafeInteger),
    ...(values.speed && { speed: number('speed', values.speed, (speed) => speed > 0 && speed <= 10_000) }),
    retain: number('retain', values.retain, (count) => Number.isSafeInteger(count) && count > 0),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        listen: { type: 'string', default: '127.0.0.1:5510' },
        data: { type: 'string', default: 'data/gateway' },
        scenario: { type: 'string' },
        empty: { type: 'boolean', default: false },
        'no-proof-of-life': { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        speed: { type: 'string' },
        retain: { type: 'string', default: '200000' },
      },
    }).values
  } catch (error) {
    throw new UsageError(errorText(error))
  }
}

function number(name: string, text: string, fits: (value: number) => boolean): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!fits(value)) throw new UsageError(`--${name} ${text} is not a number that can be used`)
  return value
}

function stopOnSignal(gateway: Gateway): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    gateway.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(`the gateway did not stop cleanly: ${errorText(error)}`, EXIT_FAILED),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function fail(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}
