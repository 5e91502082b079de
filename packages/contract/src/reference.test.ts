import { describe, expect, test } from 'vitest';
import { eventTypes } from './event-types.ts';
import { exampleBody } from './events/event-body.ts';
import * as resources from './resources/index.ts';
import { readReference, referencePath } from './testing/reference.ts';

/*
 * WINKWIRE_REFERENCE_OPENAPI is the path of an OpenAPI file that our customers use. If it is not set, these tests are
 * skipped.
 */

/** Our names of resources that have another name in the OpenAPI file. */
const otherNames: Record<string, string> = {
  Address: 'RefAddress',
  DatapointsPayload: 'AllDatapointPayload',
  ExternalMetadata: 'ObjectExternalMetadata',
  InviteCreateRequest: 'InvitePostRequest',
  InviteTemplateCreateRequest: 'InviteTemplatePostRequest',
  Metadata: 'ObjectReferenceMetadata',
  PayslipAnalysis: 'ArchivePayslipAnalysis',
  SourceMetadata: 'ObjectReferenceMetadata2',
  TaxDocumentAnalysis: 'ArchiveTaxDocumentAnalysis',
  UserCreateRequest: 'UserPostRequest',
  WebhookCreateRequest: 'WebhookPostRequest',
};

const shared = [
  ...Object.keys(otherNames),
  ...[
    'Account',
    'AccountPayload',
    'Archive',
    'ArchiveAnalysis',
    'ArchiveClassification',
    'ArchiveExtraction',
  ],
  ...['ArchiveValidation', 'ArchiveCreateRequest', 'ArchiveClassifyRequest', 'ConsentTemplate'],
  ...[
    'ConsentTemplateCreateRequest',
    'Contribution',
    'Document',
    'Eincome',
    'Employment',
    'FileType',
    'Identity',
  ],
  ...[
    'Income',
    'Insight',
    'Invite',
    'InviteLog',
    'InviteTemplate',
    'InviteTemplateUpdateRequest',
    'Liability',
  ],
  ...[
    'Link',
    'Provider',
    'Rating',
    'RawFile',
    'Task',
    'Token',
    'Transaction',
    'Upload',
    'User',
    'UserPayload',
  ],
  ...['UserSession', 'Webhook'],
];

const named: Record<string, unknown> = resources;
const examplesOf = (name: string) => (named[name] as { examples: unknown[] }).examples;

describe.skipIf(!referencePath)('against the reference', () => {
  const reference = referencePath ? readReference(referencePath) : undefined;

  test.each(shared)('the example of %s matches the reference', (name) => {
    for (const example of examplesOf(name)) {
      expect(reference!.complaints(otherNames[name] ?? name, example)).toEqual([]);
    }
  });

  test.each(eventTypes)('the example of %s matches the reference', (type) => {
    expect(reference!.complaintsOfEvent(exampleBody(type))).toEqual([]);
  });
});
