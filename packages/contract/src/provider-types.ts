/** The types of providers and their labels. */
export const providerTypes = {
  GIG: 'Gig Platform',
  GOVERNMENT: 'Govt Service',
  SYSTEM: 'System',
  EMPLOYER: 'Employer',
  CREDENTIAL: 'Credential',
} as const;

/** The subtypes of providers. `ISIC-*` are the sections of the United Nations' classification of industries. */
export const providerSubTypes = {
  SERVICES: 'Professional Services',
  TRANSPORTATION: 'Transport and Delivery',
  SHARING: 'Asset Sharing',
  TRADING: 'Online Selling',
  INSURANCE: 'Social Insurance',
  HRIS: 'Human Resource Information System',
  PAYROLL: 'Payroll System',
  WALLET: 'Tamper-proof document issuance & verification systems',
  IDENTIFICATION: 'Identification',
  'ISIC-A': 'Agriculture, forestry and fishing',
  'ISIC-B': 'Mining and quarrying',
  'ISIC-C': 'Manufacturing',
  'ISIC-D': 'Electricity, gas, steam and air conditioning supply',
  'ISIC-E': 'Water supply; sewerage, waste management and remediation activities',
  'ISIC-F': 'Construction',
  'ISIC-G': 'Wholesale and retail trade; repair of motor vehicles and motorcycles',
  'ISIC-H': 'Transportation and storage',
  'ISIC-I': 'Accommodation and food service activities',
  'ISIC-J': 'Information and communication',
  'ISIC-K': 'Financial and insurance activities',
  'ISIC-L': 'Real estate activities',
  'ISIC-M': 'Professional, scientific and technical activities',
  'ISIC-N': 'Administrative and support service activities',
  'ISIC-O': 'Public administration and defense; compulsory social security',
  'ISIC-P': 'Education',
  'ISIC-Q': 'Human health and social work activities',
  'ISIC-R': 'Arts, entertainment and recreation',
  'ISIC-S': 'Other service activities',
  'ISIC-T':
    'Activities of households as employers; undifferentiated goods; and services-producing activities of households for own use',
  'ISIC-U': 'Activities of extraterritorial organization and bodies',
} as const;

export type ProviderType = keyof typeof providerTypes;
export type ProviderSubType = keyof typeof providerSubTypes;
