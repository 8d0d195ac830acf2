/** How many times as much as in `npm test`; `npm run soak` asks for more. */
export const EFFORT = Number(process.env['ANTEROOM_EFFORT'] ?? 1)
