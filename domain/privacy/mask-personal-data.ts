/**
 * Hides plates, phone numbers, identity numbers and labelled names in free text, and leaves enough of each
 * to tell two of them apart. It rather hides too much: a case number that looks like an identity number is
 * hidden, too. House numbers, road numbers, dates and times stay. A name without a label is not found.
 */
export function maskPersonalData(text: string): string {
  if (!WORTH_A_LOOK.test(text)) return text
  const plain = toHalfWidth(text)
  const masked = RULES.reduce((before, { pattern, to }) => before.replace(pattern, to), plain)
  return masked === plain ? text : masked
}

interface Rule {
  readonly pattern: RegExp
  readonly to: string
}

const WORTH_A_LOOK = /[0-9０-９:：]/

const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]'
const GAP = '[ ·•・.-]?'
const DATE = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'

/**
 * The number of a plate (GA 36): five or six signs, or four and a word, at least three of them digits. A
 * longer run of signs is something else.
 */
const SERIAL = '(?=(?:[A-Z]*\\d){3})'
const SHORT_SERIAL = '[A-Z0-9]{2}([A-Z0-9]{2}[挂学警港澳领])'
const LONG_SERIAL = '[A-Z0-9]{3,4}([A-Z0-9]{2})(?![A-Z0-9])'

const NAME_LABEL = '当事人|联系人|举报人|投诉人|报案人|反映人|车主|店主|姓名'

const RULES: readonly Rule[] = [
  // Identity numbers first: parts of them look like phone numbers.
  rule(`(?<!\\d)(\\d{3})\\d{3}[ -]?(?:19|20)\\d{2}${DATE}[ -]?\\d{2}(\\d[\\dX])(?!\\d)`, '$1*************$2'),
  rule(`(?<!\\d)(\\d{3})\\d{5}${DATE}\\d(\\d{2})(?!\\d)`, '$1**********$2'),
  rule('(?<!\\d)((?:\\+?86[- ]?)?1[3-9]\\d)[- ]?\\d{4}[- ]?(\\d{4})(?!\\d)', '$1****$2'),
  rule('(?<!\\d)(0[1-9]\\d{1,2}[- ]?)\\d{5,6}(\\d{2})(?!\\d)', '$1*****$2'),
  rule('((?:电话|手机|座机|联系方式|tel|phone)[: ]*)\\d{5,6}(\\d{2})(?!\\d)', '$1*****$2'),
  rule(`(${PROVINCE}[A-Z]${GAP})${SERIAL}${SHORT_SERIAL}`, '$1**$2'),
  rule(`(${PROVINCE}[A-Z]${GAP})${SERIAL}${LONG_SERIAL}`, '$1***$2'),
  rule(`(WJ${GAP}${PROVINCE}?${GAP})\\d{3}([A-Z0-9]{2})(?![A-Z0-9])`, '$1***$2'),
  rule(`(使)\\d{3}${GAP}\\d(\\d{2})(?!\\d)`, '$1****$2'),
  rule(
    `((?:${NAME_LABEL}) *: *[\\u4e00-\\u9fa5])[\\u4e00-\\u9fa5]{1,3}(?=[,，。;；、\\s\\d()（）]|$|先生|女士|电话|手机)`,
    '$1**',
  ),
]

function rule(pattern: string, to: string): Rule {
  return { pattern: new RegExp(pattern, 'gi'), to }
}

/** Full-width signs are as long as plain ones. */
function toHalfWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ：＋－　]/g, (sign) =>
    sign === '　' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  )
}
