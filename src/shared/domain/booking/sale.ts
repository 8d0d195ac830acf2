import { z } from 'zod'
import { ServiceId, StaffId } from '../ids.ts'
import { BUFFER_MINUTES, SERVICE_MINUTES } from '../services.ts'

/** R6.3: by which rules a clinic sells its times. */
export const SaleRules = z.object({
  /** So long before it begins a visit is booked at the latest. */
  noticeMinutes: z.number().int().min(0).max(43_200),
  /** So far ahead a visit is booked, in days. */
  horizonDays: z.number().int().min(1).max(365),
  /** Until so long before it begins a visit is moved and cancelled online. */
  cutOffMinutes: z.number().int().min(0).max(43_200),
  /** Times are offered every so many minutes. */
  stepMinutes: z.number().int().min(5).max(120),
  /** So many visits to come may one login have booked. */
  mostOpen: z.number().int().min(1).max(50),
  /** The clinic says yes to each; its time is claimed meanwhile. */
  isApprovedFirst: z.boolean(),
})
export type SaleRules = z.infer<typeof SaleRules>

export const SALE_RULES: SaleRules = {
  noticeMinutes: 120,
  horizonDays: 60,
  cutOffMinutes: 1_440,
  stepMinutes: 15,
  mostOpen: 3,
  isApprovedFirst: false,
}

/** `https://clinic.example`, scheme and host alone: a site in which the page may stand in a frame. */
export const FrameSite = z
  .string()
  .max(200)
  .regex(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/)

const buffer = z.number().int().min(BUFFER_MINUTES.from).max(BUFFER_MINUTES.to)

export const ServiceOnSale = z.object({
  id: ServiceId,
  name: z.string().min(1).max(200),
  minutes: z.number().int().min(SERVICE_MINUTES.from).max(SERVICE_MINUTES.to),
  bufferBeforeMinutes: buffer,
  bufferAfterMinutes: buffer,
  /** Who offers it, and has a calendar. */
  practitionerIds: z.array(StaffId).min(1).max(200),
})
export type ServiceOnSale = z.infer<typeof ServiceOnSale>

/** Minutes since the epoch; a day's hours, as instants. */
export const Range = z
  .tuple([z.number().int().min(0), z.number().int().min(0)])
  .refine(([from, to]) => from < to, 'Ends before it begins')
export type Range = z.infer<typeof Range>

/** R6.4, R11.1: what a clinic has on sale, whole. Nothing in it says anything about a patient. */
export const Sale = z.object({
  rules: SaleRules,
  services: z.array(ServiceOnSale).max(500),
  practitioners: z
    .array(
      z.object({
        id: StaffId,
        /** As patients know them. */
        name: z.string().min(1).max(200),
        /** In order of time, none over another. */
        ranges: z.array(Range).max(5_000),
      }),
    )
    .max(200),
  frameSites: z.array(FrameSite).max(10),
})
export type Sale = z.infer<typeof Sale>
