import { pino } from 'pino'
import { USAGE, UsageError, readOptions } from './cli-options.ts'
import { GatewayError } from './gateway-error.ts'
import { createGateway } from './gateway.ts'
import type { Gateway } from './gateway.ts'
import { LogError, errorText } from './log/log-error.ts'

const EXIT_FAILED = 1
const EXIT_USAGE = 2
const STDERR = 2

process.on('uncaughtException', giveUp)
await main().catch(giveUp)

function giveUp(error: unknown): never {
  if (error instanceof UsageError) fail(`${error.message}\n${USAGE}`, EXIT_USAGE)
  const expected = error instanceof GatewayError || error instanceof LogError
  fail(expected ? error.message : `the gateway failed: ${errorText(error)}`, EXIT_FAILED)
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (!options) {
    console.log(USAGE)
    return
  }
  const logger = pino({ name: 'gateway' }, pino.destination({ fd: STDERR, sync: true }))
  const gateway = createGateway({ ...options, logger })
  const { address, epoch, revision } = await gateway.start()
  stopOnSignal(gateway)
  console.log(`gateway listening on ${address} epoch=${epoch} revision=${revision}`)
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
