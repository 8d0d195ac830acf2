import { useState } from 'react'
import type { z } from 'zod'

const PREFIX = 'anteroom.setUp.'

/**
 * R10.8: what is typed before it can be saved in the clinic's file, kept on this computer, so that closing the window loses
 * nothing. Only what is no secret and about no patient.
 */
export function useKeptDraft<T>(name: string, shape: z.ZodType<T>, fresh: T): [T, (draft: T) => void] {
  const [draft, setDraft] = useState(() => readDraft(name, shape) ?? fresh)
  const keep = (next: T) => {
    localStorage.setItem(PREFIX + name, JSON.stringify(next))
    setDraft(next)
  }
  return [draft, keep]
}

/** It stands in the clinic's file by now. */
export function forgetDraft(name: string): void {
  localStorage.removeItem(PREFIX + name)
}

function readDraft<T>(name: string, shape: z.ZodType<T>): T | null {
  const text = localStorage.getItem(PREFIX + name)
  if (text === null) return null
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
