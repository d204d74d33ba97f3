import { z } from 'zod'
import { GatewayError } from '../gateway-error.ts'
import { errorText } from '../log/log-error.ts'
import { ROLES } from './roles.ts'
import type { Role } from './roles.ts'

/** A name that a certificate proves, and what it stands for here. */
export interface Identity {
  readonly name: string
  readonly role: Role
  /** Ids of grid nodes; acts are allowed on cases in or below them. Empty for all. */
  readonly districts: readonly string[]
}

export type Identities = ReadonlyMap<string, Identity>

const NAME_LENGTH = 200

const name = z
  .string({ error: 'is missing; give the CN or the SAN URI of the certificate' })
  .min(1, { error: 'is empty; give the CN or the SAN URI of the certificate' })
  .max(NAME_LENGTH, { error: `has more than ${NAME_LENGTH} characters` })

const identity = z.strictObject(
  {
    name,
    role: z.enum(ROLES, {
      error: ({ input }) => `is ${shown(input)}; it must be one of ${ROLES.join(', ')}`,
    }),
    districts: z
      .array(z.string({ error: 'is not a text; give the id of a grid node' }).min(1, { error: 'is empty' }), {
        error: 'is not a list of ids of grid nodes',
      })
      .default([]),
  },
  { error: fieldSentence },
)

const file = z.strictObject(
  { identities: z.array(identity, { error: 'is missing; it must be a list of identities' }) },
  { error: fieldSentence },
)

/** Reads the text of an identity file. Throws a `GatewayError` with one sentence for each mistake. */
export function parseIdentities(text: string, path: string): Identities {
  const parsed = file.safeParse(parseJson(text, path))
  if (!parsed.success) {
    const sentences = parsed.error.issues.map((issue) => `${path}: ${place(issue.path)} ${issue.message}`)
    throw new GatewayError(sentences.join('\n'))
  }
  const identities = new Map<string, Identity>()
  for (const [index, each] of parsed.data.identities.entries()) {
    if (identities.has(each.name)) {
      throw new GatewayError(
        `${path}: identities[${index}].name ${each.name} is there twice; keep one of them`,
      )
    }
    identities.set(each.name, each)
  }
  return identities
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new GatewayError(`${path} is not JSON, or only half of it is there: ${errorText(error)}`)
  }
}

function place(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file'
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1)
}

function fieldSentence(issue: { readonly code?: string; readonly keys?: unknown }): string {
  if (issue.code !== 'unrecognized_keys') return 'is not an object'
  return `has a field that means nothing here: ${Array.isArray(issue.keys) ? issue.keys.join(', ') : ''}`
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value)
}
