import { written } from '../amounts.ts';
import { dateForms } from '../dates.ts';
import type { Layout } from '../document.ts';
import { width } from '../sheet.ts';
import { inventEmployment } from './employment.ts';
import { drawFacts, margin } from './parts.ts';

export const certificateForm: Layout = {
  name: 'Employment certificate, form',
  type: 'EMPLOYMENT_CERTIFICATE',
  draw(sheet, random) {
    const facts = inventEmployment(random);
    const form = random.pick([dateForms.long, dateForms.longAmerican, dateForms.iso, dateForms.short]);
    const title = random.pick(['CERTIFICATE OF EMPLOYMENT', 'Employment Certificate']);
    sheet.text(title, { x: width / 2, y: 64, size: 15, bold: true, align: 'centre' });
    sheet.rule({ left: margin, right: width - margin, y: 78 });
    const end = facts.endDate ? [{ label: 'End date', value: form(facts.endDate), mark: 'endDate' }] : [];
    drawFacts(
      sheet,
      [
        {
          label: random.pick(['Employer name', 'Company name', 'Employer']),
          value: facts.employer,
          mark: 'employerName',
        },
        {
          label: random.pick(['Employee name', 'Name of employee']),
          value: facts.employee,
          mark: 'fullName',
        },
        { label: random.pick(['Employee no.', 'Employee ID']), value: facts.employeeId },
        { label: random.pick(['Position', 'Job title']), value: facts.position },
        { label: 'Department', value: facts.department },
        { label: 'Employment status', value: facts.status },
        { label: random.pick(['Date hired', 'Start date']), value: form(facts.startDate), mark: 'startDate' },
        ...end,
        {
          label: `${facts.term} salary`,
          value: `PHP ${written(facts.salary, facts.notation)}`,
          mark: 'salaryAmount',
        },
        {
          label: random.pick(['Date issued', 'Issue date']),
          value: form(facts.issueDate),
          mark: 'issueDate',
        },
      ],
      { x: margin + 20, y: 120, indent: 170, step: 24, size: 11, colon: random.chance(0.6) },
    );
    sheet.text(facts.signatory, { x: margin + 20, y: 470, size: 11, bold: true });
    sheet.text(facts.signatoryPosition, { x: margin + 20, y: 486, size: 10 });
    sheet.text('Made up for tests. It belongs to nobody.', { x: margin, y: 790, size: 8, grey: 0.4 });
    return {
      employerName: facts.employer,
      fullName: facts.employee,
      employeeIdNumber: facts.employeeId,
      position: facts.position,
      department: facts.department,
      employmentStatus: facts.status,
      startDate: facts.startDate,
      endDate: facts.endDate,
      salaryAmount: facts.salary / 100,
      salaryTerm: facts.term,
      currency: 'PHP',
      issueDate: facts.issueDate,
      signatoryName: facts.signatory,
      signatoryPosition: facts.signatoryPosition,
    };
  },
};
