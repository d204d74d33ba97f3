import type { Logger } from 'pino'
import { setRepeatingTimer } from '../domain/clock.ts'
import type { Clock } from '../domain/clock.ts'
import { openAudit } from './audit/audit-log.ts'
import type { AuditLog } from './audit/audit-log.ts'

const HEAD_EVERY_MS = 3_600_000

export type AuditTrail = Pick<AuditLog, 'append' | 'appendText' | 'hasRecent' | 'close'>

/** The audit of a data folder. Its head goes into the gateway's own log every hour: outside of the folder. */
export function openAuditTrail(dir: string, clock: Clock, logger: Logger): AuditTrail {
  const audit = openAudit({ dir, clock, onTrouble: (sentence) => logger.error(sentence) })
  const logHead = (): void => logger.info(`audit head ${audit.head.number}:${audit.head.hash}`)
  const cancel = setRepeatingTimer(clock, HEAD_EVERY_MS, logHead)
  logHead()
  return {
    append: (event, who, detail) => audit.append(event, who, detail),
    appendText: (event, who, detail) => audit.appendText(event, who, detail),
    hasRecent: (entry) => audit.hasRecent(entry),
    close() {
      cancel()
      void audit.append('gateway.stopped', '', {})
      audit.close()
      logHead()
    },
  }
}
