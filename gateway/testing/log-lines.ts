import { pino } from 'pino'
import type { Logger } from 'pino'

/** What a gateway logs, to be waited for. */
export interface LogLines {
  readonly logger: Logger
  readonly lines: readonly string[]
  /** Resolves with the first line that holds the text. */
  until(text: string): Promise<string>
}

export function logLines(): LogLines {
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const write = (line: string): void => {
    lines.push(line)
    for (const each of [...waiting]) each()
  }
  return {
    logger: pino({}, { write }),
    lines,
    until: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = lines.find((line) => line.includes(text))
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}
