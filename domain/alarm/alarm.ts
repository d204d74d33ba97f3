/** Three and no more: colour, shape and word belong to each. */
export const ALARM_PRIORITIES = ['high', 'medium', 'low'] as const
export type AlarmPriority = (typeof ALARM_PRIORITIES)[number]

/**
 * Something that requires a timely response of a person. A new case is an event; a case about to miss its limit
 * is an alarm. What has no response is not an alarm, and is not in this list.
 */
export const ALARM_KINDS = [
  'arrive-breach',
  'handle-breach',
  'arrive-at-risk',
  'handle-at-risk',
  'post-unmanned',
  'post-auxiliaries-only',
  'not-acknowledged',
  'unit-silent',
  'feeds-down',
  'link-lost',
  'rebound',
] as const
export type AlarmKind = (typeof ALARM_KINDS)[number]

/**
 * - `unacknowledged`: active, and nobody has taken it.
 * - `acknowledged`: active, and somebody has.
 * - `returned`: the cause has gone, and nobody had taken it: it stays until somebody does.
 * - `shelved`: put aside by a person, for a reason, until an instant.
 * Normal again and acknowledged, an alarm is gone.
 */
export type AlarmState = 'unacknowledged' | 'acknowledged' | 'returned' | 'shelved'
