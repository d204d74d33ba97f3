import type { Position } from '../../proto/gen/wall/v1/case.ts'
import type { Datum } from '../../proto/gen/wall/v1/intake.ts'
import { coded } from '../coded-sentence.ts'
import { toWgs84 } from './datum.ts'
import { Refusal, refuseUnless } from './refusal.ts'

const TEXT_LENGTH = 4_000
const LIST_LENGTH = 1_000
const NANOS_PER_SECOND = 1_000_000_000
/** 0001-01-01 and 9999-12-31, the range of google.protobuf.Timestamp. */
const FIRST_SECOND = -62_135_596_800
const LAST_SECOND = 253_402_300_799
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/**
 * A copy of a message in which every text, number, instant and list is fit to be kept, and every position
 * is WGS-84. Throws a `Refusal` that names the field by its path.
 */
export function cleaned<Message>(message: Message, datum: Datum, path: string): Message {
  return cleanValue(message, datum, path) as Message
}

function cleanValue(value: unknown, datum: Datum, path: string): unknown {
  if (typeof value === 'string') return cleanText(value, path)
  if (typeof value === 'number') {
    refuseUnless(Number.isFinite(value), `${path} is not a number`)
    return value
  }
  if (Array.isArray(value)) {
    refuseUnless(
      value.length <= LIST_LENGTH,
      `${path} has ${value.length} entries; ${LIST_LENGTH} are allowed`,
    )
    return value.map((entry: unknown, index) => cleanValue(entry, datum, `${path}[${index}]`))
  }
  if (typeof value !== 'object' || value === null) return value
  if ('seconds' in value && 'nanos' in value) return cleanInstant(value.seconds, value.nanos, path)
  const copy = cleanFields(value, datum, path)
  return isPosition(copy) ? toWgs84(copy, datum, path) : copy
}

function cleanFields(message: object, datum: Datum, path: string): object {
  const copy: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(message)) {
    copy[name] = cleanValue(value, datum, `${path}.${name}`)
  }
  return copy
}

function cleanText(text: string, path: string): string {
  refuseUnless(
    text.length <= TEXT_LENGTH,
    `${path} has ${text.length} characters; ${TEXT_LENGTH} are allowed`,
    coded('text-too-long', { limit: String(TEXT_LENGTH) }),
  )
  const isPlain = !CONTROL_CHARACTER.test(text)
  refuseUnless(isPlain, `${path} holds a control character`, coded('control-character', {}))
  return text
}

/** Timestamp and Duration alike: both are seconds and nanos. */
function cleanInstant(seconds: unknown, nanos: unknown, path: string): object {
  const whole = Number(seconds)
  if (!Number.isInteger(whole) || whole < FIRST_SECOND || whole > LAST_SECOND) {
    throw new Refusal(`${path} is out of range: ${String(seconds)} seconds`)
  }
  refuseUnless(
    Math.abs(Number(nanos)) < NANOS_PER_SECOND,
    `${path}.nanos is ${String(nanos)}; it must be below a second`,
  )
  return { seconds: whole, nanos: Number(nanos) }
}

function isPosition(value: object): value is Position {
  return 'lat' in value && 'lon' in value
}
