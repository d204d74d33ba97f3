import type { Position } from '../../domain/model/position.ts'

/** What of a city never moves. Coordinates are WGS-84, rings and lines as [lon, lat]. */
export interface City {
  readonly cityCode: string
  readonly attribution: string
  readonly districts: readonly District[]
  readonly places: readonly Place[]
  readonly lines: readonly CityLine[]
}

export interface District {
  readonly code: string
  readonly name: string
  readonly seat?: Position
  readonly rings: readonly Ring[]
}

export interface Place {
  readonly id: string
  readonly name: string
  readonly nameEn?: string
  readonly kind: string
  readonly position: Position
}

export interface CityLine {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly points: Ring
}

export type Ring = readonly (readonly [number, number])[]
