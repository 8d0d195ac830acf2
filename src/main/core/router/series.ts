import { bookSeries } from '../services/series/bookSeries.ts'
import { cancelSeries } from '../services/series/cancelSeries.ts'
import { moveSeries, previewMove } from '../services/series/moveSeries.ts'
import { previewSeries } from '../services/series/previewSeries.ts'
import { readSeriesOf } from '../services/series/readSeries.ts'
import { undoSeries } from '../services/series/undoSeries.ts'
import type { Base } from './base.ts'

export function seriesRouter({ signedIn: { series } }: Base) {
  return {
    preview: series.preview.handler(({ context, input }) => previewSeries(context.acting, input)),
    book: series.book.handler(({ context, input }) => bookSeries(context.acting, input)),
    ofVisit: series.ofVisit.handler(({ context, input }) => readSeriesOf(context.acting, input.id)),
    cancel: series.cancel.handler(({ context, input }) => cancelSeries(context.acting, input)),
    previewMove: series.previewMove.handler(({ context, input }) => previewMove(context.acting, input)),
    move: series.move.handler(({ context, input }) => moveSeries(context.acting, input)),
    undo: series.undo.handler(({ context, input }) => undoSeries(context.acting, input.seen)),
  }
}
