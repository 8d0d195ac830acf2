import {
  addDocument,
  addPiece,
  beginAdd,
  readDocuments,
  recallDocument,
  renameDocument,
  shareDocument,
} from '../services/documents.ts'
import { readDocument, readUpload } from '../services/readFile.ts'
import { fileUpload, readUploadState } from '../services/uploads.ts'
import { nothing, type Base } from './base.ts'

export function documentsRouter({ signedIn: { documents } }: Base) {
  return {
    list: documents.list.handler(({ context, input }) => readDocuments(context.acting, input.patientId)),
    beginAdd: documents.beginAdd.handler(({ context, input }) => nothing(beginAdd(context.acting, input))),
    addPiece: documents.addPiece.handler(({ context, input }) => nothing(addPiece(context.acting, input))),
    giveUpAdd: documents.giveUpAdd.handler(({ context, input }) =>
      nothing(context.acting.addings.giveUp(input.fileId)),
    ),
    add: documents.add.handler(({ context, input }) => addDocument(context.acting, input)),
    rename: documents.rename.handler(({ context, input }) => renameDocument(context.acting, input)),
    share: documents.share.handler(({ context, input }) => shareDocument(context.acting, input)),
    recall: documents.recall.handler(({ context, input }) => recallDocument(context.acting, input.id)),
    read: documents.read.handler(({ context, input }) => readDocument(context.acting, input.id)),
  }
}

export function uploadsRouter({ signedIn: { uploads } }: Base) {
  return {
    get: uploads.get.handler(({ context, input }) => readUploadState(context.acting, input.fileId)),
    read: uploads.read.handler(({ context, input }) => readUpload(context.acting, input.fileId)),
    file: uploads.file.handler(({ context, input }) => fileUpload(context.acting, input)),
  }
}
