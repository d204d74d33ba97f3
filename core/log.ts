import { pino } from 'pino'

export type Logger = pino.Logger

/** Lines of JSON on stderr, so that stdout stays for what a person or a script asked for. */
export function createLogger(name: string): Logger {
  return pino({ name, level: process.env.FIVETEN_LOG ?? 'info' }, pino.destination({ dest: 2, sync: true }))
}
