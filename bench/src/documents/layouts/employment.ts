import { amountBetween, type Notation } from '../amounts.ts';
import { daysLater } from '../dates.ts';
import { departments, firmName, jobTitles, personName } from '../invented.ts';
import type { Random } from '../random.ts';

const notation: Notation = { group: ',', decimal: '.', decimals: 2 };

/** Invents the data of a certificate of employment. The salary is in cents. */
export function inventEmployment(random: Random) {
  const startDate = `20${random.integer(10, 22)}-${random.pick(['01', '03', '07', '11'])}-${String(random.integer(1, 28)).padStart(2, '0')}`;
  const endDate = random.chance(0.4) ? daysLater(startDate, random.integer(200, 1_000)) : null;
  const term = random.pick(['Monthly', 'Annual']);
  const salary = amountBetween(
    random,
    term === 'Monthly'
      ? { least: 15_000, most: 90_000, notation }
      : { least: 180_000, most: 950_000, notation },
  );
  return {
    employer: firmName(random, ['Inc.', 'Corporation', 'Ltd.', 'LLC']),
    employee: personName(random),
    employeeId: `ZZ-${random.digits(6)}`,
    position: random.pick(jobTitles),
    department: random.pick(departments),
    status: random.pick(['Regular', 'Probationary', 'Contractual']),
    startDate,
    endDate,
    issueDate: `202${random.integer(5, 6)}-0${random.integer(1, 9)}-${random.integer(10, 28)}`,
    term,
    salary,
    notation,
    signatory: personName(random),
    signatoryPosition: random.pick(['Head of Human Resources', 'HR Manager', 'Chief People Officer']),
  };
}
