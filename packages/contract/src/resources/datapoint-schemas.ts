import type Type from 'typebox';
import type { DatapointKind } from '../datapoints.ts';
import { Contribution, ContributionPayload } from './contribution.ts';
import { Document, DocumentPayload } from './document.ts';
import { Eincome, EincomePayload } from './eincome.ts';
import { Employment, EmploymentPayload } from './employment.ts';
import { Identity, IdentityPayload } from './identity.ts';
import { Income, IncomePayload } from './income.ts';
import { Insight, InsightPayload } from './insight.ts';
import { Liability, LiabilityPayload } from './liability.ts';
import { Link, LinkPayload } from './link.ts';
import { Rating, RatingPayload } from './rating.ts';
import { Transaction, TransactionPayload } from './transaction.ts';

/** The schema of each kind of data in payloads and events, without `metadata`. */
export const datapointPayloads = {
  identity: IdentityPayload,
  rating: RatingPayload,
  document: DocumentPayload,
  employment: EmploymentPayload,
  income: IncomePayload,
  contribution: ContributionPayload,
  liability: LiabilityPayload,
  transaction: TransactionPayload,
  eincome: EincomePayload,
  insight: InsightPayload,
  link: LinkPayload,
} as const satisfies Record<DatapointKind, Type.TObject>;

/** The schema of each kind of data as a REST resource, with `metadata`. */
export const datapointResources = {
  identity: Identity,
  rating: Rating,
  document: Document,
  employment: Employment,
  income: Income,
  contribution: Contribution,
  liability: Liability,
  transaction: Transaction,
  eincome: Eincome,
  insight: Insight,
  link: Link,
} as const satisfies Record<DatapointKind, Type.TObject>;

/** `DatapointBody<'income'>` is one income without `metadata`. */
export type DatapointBody<Kind extends DatapointKind> = Type.Static<(typeof datapointPayloads)[Kind]>;
export type DatapointResource<Kind extends DatapointKind> = Type.Static<(typeof datapointResources)[Kind]>;
