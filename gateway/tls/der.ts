/** One element of DER: what a revocation list is written in. */
export interface DerNode {
  readonly tag: number
  readonly content: Uint8Array
  /** With tag and length. */
  readonly whole: Uint8Array
}

export const DER = { integer: 0x02, oid: 0x06, utcTime: 0x17, generalizedTime: 0x18, sequence: 0x30 } as const

const LONG_LENGTH = 0x80

/** Throws where the bytes are not one whole element. */
export function readDer(bytes: Uint8Array): DerNode {
  const node = elementAt(bytes, 0)
  if (node.whole.length !== bytes.length) throw new Error('there are bytes behind the end')
  return node
}

export function childrenOf({ content }: DerNode): readonly DerNode[] {
  const children: DerNode[] = []
  for (let offset = 0; offset < content.length;) {
    const child = elementAt(content, offset)
    children.push(child)
    offset += child.whole.length
  }
  return children
}

export function hexOf({ content }: DerNode): string {
  return Buffer.from(content).toString('hex')
}

/** Milliseconds UTC of both ways in which certificates write a time. */
export function timeOf({ tag, content }: DerNode): number {
  const text = Buffer.from(content).toString('latin1')
  const [, years = '', rest = ''] = /^(\d\d(?:\d\d)?)(\d{10})Z$/.exec(text) ?? []
  const year = tag === DER.utcTime ? `${Number(years) < 50 ? '20' : '19'}${years}` : years
  const [month, day, hour, minute, second] = rest.match(/\d\d/g) ?? []
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (!Number.isFinite(ms)) throw new Error(`${text} is no time`)
  return ms
}

function elementAt(bytes: Uint8Array, offset: number): DerNode {
  const first = bytes[offset + 1] ?? 0
  const lengthBytes = first < LONG_LENGTH ? 0 : first - LONG_LENGTH
  const head = 2 + lengthBytes
  const digits = bytes.subarray(offset + 2, offset + head)
  const length = lengthBytes === 0 ? first : digits.reduce((sum, digit) => sum * 256 + digit, 0)
  const end = offset + head + length
  if (bytes.length < offset + 2 || end > bytes.length) throw new Error('a part is missing')
  return {
    tag: bytes[offset] ?? 0,
    content: bytes.subarray(offset + head, end),
    whole: bytes.subarray(offset, end),
  }
}
