import { written } from '../amounts.ts';
import { dateForms } from '../dates.ts';
import type { Layout } from '../document.ts';
import type { Random } from '../random.ts';
import { type Sheet, width } from '../sheet.ts';
import { inventEmployment } from './employment.ts';
import { margin } from './parts.ts';

/** In this letter, a value may begin on one line and end on the next. */
export const certificateLetter: Layout = {
  name: 'Employment certificate, letter',
  type: 'EMPLOYMENT_CERTIFICATE',
  draw(sheet, random) {
    const facts = inventEmployment(random);
    const form = random.pick([dateForms.long, dateForms.longAmerican]);
    sheet.text(facts.employer, {
      x: width / 2,
      y: 70,
      size: 15,
      bold: true,
      align: 'centre',
      mark: 'employerName',
    });
    sheet.text('CERTIFICATE OF EMPLOYMENT', { x: width / 2, y: 130, size: 14, bold: true, align: 'centre' });
    const isAddressed = random.chance(0.5);
    if (isAddressed) sheet.text('To whom it may concern:', { x: margin + 20, y: 176, size: 11 });
    const until = facts.endDate
      ? `was employed by ${facts.employer} as a ${facts.position} from ${form(facts.startDate)} to ${form(facts.endDate)}.`
      : `has been employed by ${facts.employer} as a ${facts.position} since ${form(facts.startDate)}.`;
    const pay = ` The employee receives a ${facts.term.toLowerCase()} salary of PHP ${written(facts.salary, facts.notation)}.`;
    const first = `This is to certify that ${facts.employee} ${until}${facts.endDate ? '' : pay}`;
    const y = drawParagraph(sheet, random, { text: first, y: 210 });
    const issued = `Issued this ${form(facts.issueDate)} upon request of the employee, for whatever purpose it may serve.`;
    const end = drawParagraph(sheet, random, { text: issued, y: y + 14 });
    sheet.text(facts.signatory, { x: margin + 20, y: end + 60, size: 11, bold: true });
    sheet.text(facts.signatoryPosition, { x: margin + 20, y: end + 75, size: 10 });
    sheet.text('Made up for tests. It belongs to nobody.', { x: margin, y: 790, size: 8, grey: 0.4 });
    return {
      employerName: facts.employer,
      fullName: facts.employee,
      employeeIdNumber: null,
      position: facts.position,
      department: null,
      employmentStatus: null,
      startDate: facts.startDate,
      endDate: facts.endDate,
      salaryAmount: facts.endDate ? null : facts.salary / 100,
      salaryTerm: facts.endDate ? null : facts.term,
      currency: facts.endDate ? null : 'PHP',
      issueDate: facts.issueDate,
      signatoryName: facts.signatory,
      signatoryPosition: facts.signatoryPosition,
    };
  },
};

/** Wraps a text at the margins. Returns the position below the text. */
function drawParagraph(sheet: Sheet, random: Random, { text, y }: { text: string; y: number }): number {
  const size = random.pick([11, 11.5, 12]);
  const left = margin + 20;
  const room = width - 2 * left;
  let line = '';
  let at = y;
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (sheet.widthOf(longer, { size }) > room) {
      sheet.text(line, { x: left, y: at, size });
      at += size * 1.6;
      line = word;
    } else line = longer;
  }
  sheet.text(line, { x: left, y: at, size });
  return at + size * 1.6;
}
