import type { EventPack } from '../../domain/event/event-pack.ts'
import { problemAt, type FileProblem, type Place } from '../../domain/view/file-problem.ts'
import { readJson } from '../files/read-json.ts'
import { schemaProblems } from '../files/schema-problems.ts'
import { checkPack } from './pack-checks.ts'
import { packSchema } from './pack-schema.ts'
import { verifyPack, withoutSignature, type TrustedKeys } from './pack-signature.ts'

/** More problems than this help nobody. */
const MAX_PROBLEMS = 30

/** A pack that may be used, or why it may not: one problem per mistake. A wrong pack is refused whole. */
export type PackReading =
  { readonly pack: EventPack; readonly signedBy: string } | { readonly problems: readonly FileProblem[] }

export function readPack(bytes: Uint8Array, keys: TrustedKeys): PackReading {
  const text = decode(bytes)
  if (text === undefined) return { problems: [problemAt([], 'pack-encoding', {})] }
  const signature = verifyPack(text, keys)
  // What nobody vouches for is not looked at: its mistakes would be anybody's words on the wall.
  if (signature.state === 'refused') return { problems: [signature.problem] }
  const content = readContent(text)
  return 'problems' in content ? content : { pack: content.pack, signedBy: signature.signedBy }
}

/** The content alone, as its author checks it before it is signed. */
export function readContent(
  text: string,
): { readonly pack: EventPack } | { readonly problems: readonly FileProblem[] } {
  const json = readJson(text)
  if ('fault' in json) return { problems: [problemAt([], 'pack-json', { ...json.fault })] }
  const parsed = packSchema.safeParse(withoutSignature(json.value), { reportInput: true })
  if (!parsed.success) {
    return { problems: schemaProblems(parsed.error.issues, placeOf).slice(0, MAX_PROBLEMS) }
  }
  const problems = checkPack(parsed.data)
  return problems.length === 0 ? { pack: parsed.data } : { problems: problems.slice(0, MAX_PROBLEMS) }
}

/** Strictly: where a wrong byte would be read as some other character, two files would have one signature. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function placeOf(path: readonly PropertyKey[]): Place {
  if (path.length === 0) return [{ word: 'pack' }]
  const steps = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
  return [steps.join('').replace(/^\./, '')]
}
