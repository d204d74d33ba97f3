import type { Random } from '../lib/random.ts'

/** One of the ways in which bytes go wrong. The frame is never left as it was. */
export function mutateFrame(frame: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(frame)
  const at = random.between(0, bytes.length - 1)
  switch (random.between(0, 4)) {
    case 0:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7))
      return bytes
    case 1:
      return bytes.subarray(0, at)
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xff, 0xff]), bytes.subarray(at)])
    case 3:
      bytes.fill(random.between(0, 255), at)
      return Buffer.concat([bytes, Buffer.from([0])])
    default:
      return Buffer.from(Array.from({ length: random.between(1, 64) }, () => random.between(0, 255)))
  }
}
