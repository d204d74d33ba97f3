const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const
/** Over a radio one is not mistaken for seven. */
const RADIO_ONE = '幺'
const PLACES = ['', '十', '百', '千'] as const
const GROUPS = ['', '万', '亿', '万亿'] as const
/** Numbers of this many digits are names, and are read digit by digit. */
const NAME_FROM_DIGITS = 5
/** Before these, two is 两. */
const COUNTED = '个名条辆件次处起位分钟小时天周公里米秒路'

/** 218 → 二百一十八. */
export function integerZh(value: number): string {
  if (value === 0) return DIGITS[0]
  const groups: string[] = []
  let rest = Math.trunc(Math.abs(value))
  for (let group = 0; rest > 0; group++) {
    const part = rest % 10_000
    rest = Math.trunc(rest / 10_000)
    if (part === 0) continue
    const gap = rest > 0 && part < 1_000 ? DIGITS[0] : ''
    groups.unshift(`${gap}${groupZh(part)}${GROUPS[group] ?? ''}`)
  }
  const text = groups.join('').replace(/^一十/, '十')
  return value < 0 ? `负${text}` : text
}

function groupZh(part: number): string {
  let text = ''
  let isGap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.trunc(part / 10 ** place) % 10
    if (digit === 0) {
      isGap = text !== ''
      continue
    }
    text += `${isGap ? DIGITS[0] : ''}${DIGITS[digit] ?? ''}${PLACES[place] ?? ''}`
    isGap = false
  }
  return text
}

/** 1021 → 幺零二幺. */
export function digitsZh(digits: string): string {
  return [...digits].map((digit) => (digit === '1' ? RADIO_ONE : (DIGITS[Number(digit)] ?? digit))).join('')
}

/**
 * A text as it is said in Mandarin, so that no voice has to guess: times, distances, shares, road and case
 * numbers. What was masked is not spelt out.
 */
export function spokenZh(text: string): string {
  return text
    .replace(/(?:车牌)?[\p{Script=Han}A-Z0-9·]{0,3}\*{2,}[A-Z0-9]{0,4}/gu, '某某')
    .replace(/(\d{1,2}):(\d{2})(?::(\d{2}))?/g, (_, hour, minute, second) => timeZh(hour, minute, second))
    .replace(/\b([GSXY])(\d{2,4})(?!\d)/g, (_, letter, digits) => `${letter}${digitsZh(digits)}`)
    .replace(/(\d+(?:\.\d+)?)\s*%/g, (_, share) => `百分之${numberZh(share)}`)
    .replace(/(\d+)\/(\d+)/g, (_, part, whole) => `${integerZh(Number(whole))}分之${integerZh(Number(part))}`)
    .replace(/(\d)\s*km\b/g, '$1公里')
    .replace(/(\d)\s*m\b/g, '$1米')
    .replace(/K(\d+)\+(\d+)/g, (_, one, more) => `K${integerZh(Number(one))}加${integerZh(Number(more))}`)
    .replace(/(\d)\s*[-–~~]\s*(\d)/g, (all, one, two) =>
      isName(text, all) ? `${one}杠${two}` : `${one}至${two}`,
    )
    .replace(
      /(\d+(?:\.\d+)?)\s*(\p{Script=Han})?/gu,
      (_, number, next = '') => `${countZh(number, next)}${next}`,
    )
    .replace(/[▲◆●△#_]+/gu, '')
    .replace(/\s*·\s*/g, ',')
}

/** A case number has more than one bar or a letter before it: 杠, not 至. */
function isName(text: string, piece: string): boolean {
  const index = text.indexOf(piece)
  const around = text.slice(Math.max(0, index - 12), index + piece.length + 12)
  return /[A-Z]+-?\d|\d{4,}\s*-|-\s*\d{4,}/.test(around)
}

function timeZh(hour: string, minute: string, second: string | undefined): string {
  const minutes = Number(minute)
  const parts = [`${hour === '02' || hour === '2' ? '两' : integerZh(Number(hour))}点`]
  if (minutes > 0 || second !== undefined) parts.push(`${twoPlacesZh(minute)}分`)
  else parts.push('整')
  if (second !== undefined) parts.push(`${twoPlacesZh(second)}秒`)
  return parts.join('')
}

/** 05 → 零五, 14 → 十四. */
function twoPlacesZh(digits: string): string {
  const value = Number(digits)
  return value > 0 && value < 10 ? `${DIGITS[0]}${DIGITS[value] ?? ''}` : integerZh(value)
}

function countZh(number: string, next: string): string {
  if (number === '2' && next !== '' && COUNTED.includes(next)) return '两'
  return numberZh(number)
}

function numberZh(number: string): string {
  const [whole = '0', fraction] = number.split('.')
  if (fraction !== undefined) {
    const digits = [...fraction].map((digit) => DIGITS[Number(digit)] ?? '').join('')
    return `${integerZh(Number(whole))}点${digits}`
  }
  const isNamed = whole.length >= NAME_FROM_DIGITS || (whole.length > 1 && whole.startsWith('0'))
  return isNamed ? digitsZh(whole) : integerZh(Number(whole))
}
