import type { Position } from '../../proto/gen/wall/v1/case.ts'
import type { Datum } from '../../proto/gen/wall/v1/intake.ts'
import { coded } from '../coded-sentence.ts'
import { toWgs84 } from './datum.ts'
import { Refusal } from './refusal.ts'

const TEXT_LENGTH = 4_000
const LIST_LENGTH = 1_000
const NANOS_PER_SECOND = 1_000_000_000
/** 0001-01-01 and 9999-12-31, the range of google.protobuf.Timestamp. */
const FIRST_SECOND = -62_135_596_800
const LAST_SECOND = 253_402_300_799
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Where a value stands. Its path is put into words only where something is wrong with it: there are many values. */
interface Place {
  readonly parent: Place | undefined
  readonly name: string | number
}

/**
 * A message in which every text, number, instant and list is fit to be kept, and every position is WGS-84; what
 * is so already is not copied. Throws a `Refusal` that names the field by its path.
 */
export function cleaned<Message>(message: Message, datum: Datum, path: string): Message {
  return cleanValue(message, datum, undefined, path) as Message
}

function cleanValue(value: unknown, datum: Datum, parent: Place | undefined, name: string | number): unknown {
  if (typeof value === 'string') return cleanText(value, parent, name)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Refusal(`${pathOf(parent, name)} is not a number`)
    return value
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return cleanList(value, datum, { parent, name })
  if ('seconds' in value && 'nanos' in value) {
    requireInstant(value.seconds, value.nanos, { parent, name })
    return value
  }
  const clean = cleanFields(value, datum, { parent, name })
  return isPosition(clean) ? toWgs84(clean, datum, () => pathOf(parent, name)) : clean
}

function cleanList(list: readonly unknown[], datum: Datum, place: Place): readonly unknown[] {
  if (list.length > LIST_LENGTH) {
    const path = pathOf(place.parent, place.name)
    throw new Refusal(`${path} has ${list.length} entries; ${LIST_LENGTH} are allowed`)
  }
  let copy: unknown[] | undefined
  for (const [index, entry] of list.entries()) {
    const clean = cleanValue(entry, datum, place, index)
    if (clean === entry) continue
    copy ??= [...list]
    copy[index] = clean
  }
  return copy ?? list
}

function cleanFields(message: object, datum: Datum, place: Place): object {
  const fields = message as Readonly<Record<string, unknown>>
  let copy: Record<string, unknown> | undefined
  for (const name in fields) {
    const clean = cleanValue(fields[name], datum, place, name)
    if (clean === fields[name]) continue
    copy ??= { ...fields }
    copy[name] = clean
  }
  return copy ?? message
}

function cleanText(text: string, parent: Place | undefined, name: string | number): string {
  if (text.length > TEXT_LENGTH) {
    const sentence = `${pathOf(parent, name)} has ${text.length} characters; ${TEXT_LENGTH} are allowed`
    throw new Refusal(sentence, coded('text-too-long', { limit: String(TEXT_LENGTH) }))
  }
  if (CONTROL_CHARACTER.test(text)) {
    const sentence = `${pathOf(parent, name)} holds a control character`
    throw new Refusal(sentence, coded('control-character', {}))
  }
  return text
}

/** Timestamp and Duration alike: both are seconds and nanos. */
function requireInstant(seconds: unknown, nanos: unknown, { parent, name }: Place): void {
  if (!isWhole(seconds) || seconds < FIRST_SECOND || seconds > LAST_SECOND) {
    throw new Refusal(`${pathOf(parent, name)} is out of range: ${String(seconds)} seconds`)
  }
  if (!isWhole(nanos) || Math.abs(nanos) >= NANOS_PER_SECOND) {
    throw new Refusal(`${pathOf(parent, name)}.nanos is ${String(nanos)}; it must be below a second`)
  }
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value)
}

/** `case.facts[2].note` */
function pathOf(parent: Place | undefined, name: string | number): string {
  if (parent === undefined) return String(name)
  const before = pathOf(parent.parent, parent.name)
  return typeof name === 'number' ? `${before}[${name}]` : `${before}.${name}`
}

function isPosition(value: object): value is Position {
  return 'lat' in value && 'lon' in value
}
