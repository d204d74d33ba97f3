import { status } from '@grpc/grpc-js'
import type { PeerCertificate } from 'node:tls'
import { coded } from '../coded-sentence.ts'
import { CallError } from '../unary.ts'
import type { Identity } from './identities.ts'
import type { Role } from './roles.ts'

/** Who calls, and what for: proven by a certificate, or anybody on this machine. */
export interface Caller {
  readonly name: string
  /** A certificate proves the name. */
  readonly isProven: boolean
  /** The one that the caller goes by, and on this machine that of a platform beside it. */
  readonly roles: readonly [Role, ...Role[]]
  /** As in `Identity.districts`. */
  readonly districts: readonly string[]
}

/** Whether both may see and do the same. */
export function isSameCaller(one: Caller, other: Caller): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The part of a gRPC call that tells who calls. */
export interface CallOrigin {
  getAuthContext(): { readonly sslPeerCertificate?: PeerCertificate }
}

/** Throws a `CallError` for a caller that is not known. */
export type Recognise = (call: CallOrigin) => Caller

/** Without TLS nobody can prove anything: everybody on this machine has one role, and may report facts. */
export function everybodyIs(role: Role): Recognise {
  const local: Caller = { name: 'local', isProven: false, roles: [role, 'platform'], districts: [] }
  return () => local
}

export function byCertificate(find: (name: string) => Identity | undefined): Recognise {
  return (call) => {
    const certificate = call.getAuthContext().sslPeerCertificate
    if (!certificate) {
      const sentence = 'the gateway needs a client certificate, and there is none'
      throw new CallError(status.UNAUTHENTICATED, sentence, coded('no-certificate', {}))
    }
    const names = namesOf(certificate)
    for (const name of names) {
      const identity = find(name)
      if (identity) return { name, isProven: true, roles: [identity.role], districts: identity.districts }
    }
    throw new UnknownCaller(names.join(', ') || 'a certificate without CN and SAN URI')
  }
}

/** A good certificate of somebody whom nobody has entered. */
export class UnknownCaller extends CallError {
  readonly caller: string

  constructor(caller: string) {
    const sentence = `${caller} is not in the identity file of the gateway; its administrator can add it`
    super(status.PERMISSION_DENIED, sentence, coded('name-unlisted', { name: caller }))
    this.caller = caller
  }
}

/** The SAN URIs of a certificate, then its CN. */
export function namesOf({ subject, subjectaltname }: PeerCertificate): readonly string[] {
  const uris = (subjectaltname ?? '').split(', ').flatMap((part) => /^URI:([^"]+)$/.exec(part)?.[1] ?? [])
  // More than one CN is an array, whatever the types say.
  const commonNames = [(subject as { readonly CN?: string | readonly string[] } | undefined)?.CN ?? []].flat()
  return [...uris, ...commonNames]
}
