/**
 * The words of the domain. Each list is in the order of its wire enum, whose zero is "unspecified":
 * `undefined` here. A number that this version does not know is kept as `unknown-N` and is shown,
 * never dropped.
 */
export type Unknown = `unknown-${number}`

export const STAGES = ['report', 'register', 'dispatch', 'handle', 'check', 'close', 'evaluate'] as const
export type Stage = (typeof STAGES)[number] | Unknown

export const SOURCES = [
  'ai',
  'video',
  'public',
  'grid-group',
  'patrol',
  'leader',
  'media',
  'hotline',
  'volunteer',
] as const
export type Source = (typeof SOURCES)[number] | Unknown

export const ROUTES = ['platform', 'group'] as const
export type Route = (typeof ROUTES)[number] | Unknown

export const RESPONSE_CLASSES = ['quick', 'national'] as const
export type ResponseClass = (typeof RESPONSE_CLASSES)[number] | Unknown

export const ROAD_CLASSES = ['model', 'secondary', 'back-lane'] as const
export type RoadClass = (typeof ROAD_CLASSES)[number] | Unknown

export const MEANS = ['service', 'management', 'enforcement'] as const
export type Means = (typeof MEANS)[number] | Unknown

export const OUTCOMES = [
  'educated',
  'ordered',
  'lighter',
  'mitigated',
  'exempted',
  'penalised',
  'transferred',
  'voice-corrected',
] as const
export type Outcome = (typeof OUTCOMES)[number] | Unknown

export const DUTY_KINDS = ['daily', 'rectification', 'special', 'training'] as const
export type DutyKind = (typeof DUTY_KINDS)[number] | Unknown

export const FACT_TYPES = [
  'reported',
  'registered',
  'refused',
  'shouted',
  'dispatched',
  'acknowledged',
  'en-route',
  'fix',
  'arrived',
  'handled',
  'pause-requested',
  'pause-approved',
  'resumed',
  'extension-approved',
  'returned',
  'check-passed',
  'check-failed',
  'closed',
  'evaluated',
  'voided',
  'merged',
  'absorbed',
  'exempted',
  'grace-started',
  'grace-left',
  'noted',
] as const
export type FactType = (typeof FACT_TYPES)[number] | Unknown

export const ARRIVAL_METHODS = ['button', 'manual'] as const
export type ArrivalMethod = (typeof ARRIVAL_METHODS)[number] | Unknown

export const UNIT_STATUSES = [
  'off-duty',
  'available-post',
  'available-patrol',
  'dispatched',
  'acked',
  'en-route',
  'on-scene',
  'handling',
  'clearing',
  'busy-other',
  'out-of-service',
] as const
export type UnitStatus = (typeof UNIT_STATUSES)[number] | Unknown

export const ROLES = ['officer', 'auxiliary'] as const
export type Role = (typeof ROLES)[number] | Unknown

export const DEVICE_KINDS = ['parking-monitor', 'video', 'drone', 'camera-vehicle'] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number] | Unknown

export const DEVICE_STATES = ['online', 'offline', 'alarmed'] as const
export type DeviceState = (typeof DEVICE_STATES)[number] | Unknown

export const HANDLE_ORIGINS = ['dispatch', 'arrival'] as const
export type HandleOrigin = (typeof HANDLE_ORIGINS)[number] | Unknown
