/** What a mark means, by colour; words beside it say the same. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet' | 'accent' | 'plain'
