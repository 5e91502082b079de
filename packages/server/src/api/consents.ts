import { Consent } from '@winkwire/contract/resources/consent';
import { EmployerSurveyAnswer } from '@winkwire/contract/resources/employer-survey';
import { page } from '@winkwire/contract/schema/envelope';
import { consentListing } from '../domain/consents.ts';
import { employerSurveyListing } from '../domain/employer-surveys.ts';
import { operation } from './operation.ts';

export const consentOperations = [
  operation({
    method: 'GET',
    path: '/v1/consents',
    id: 'listConsents',
    summary: 'List the consents that users have given',
    tag: 'Consents',
    access: 'key',
    query: consentListing.query,
    data: page(Consent),
    run: ({ caller, query }, { store }) => consentListing.page(store, caller, query),
  }),
  operation({
    method: 'GET',
    path: '/v1/employerSurveys',
    id: 'listEmployerSurveys',
    summary: 'List the employers that users named',
    tag: 'Employer surveys',
    access: 'key',
    query: employerSurveyListing.query,
    data: page(EmployerSurveyAnswer),
    run: ({ caller, query }, { store }) => employerSurveyListing.page(store, caller, query),
  }),
];
