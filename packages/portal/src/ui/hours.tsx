// biome-ignore-all lint/style/noNonNullAssertion: the index lies within the list
import { counted } from './counted.ts';

interface HoursProps {
  hours: { startsAt: string; events: number }[];
  hrefOf: (startsAt: string) => string;
}

/** On a phone, the last hours are shown first. The reader scrolls back to the earlier hours. */
function toNow(area: HTMLElement | null): void {
  if (area) area.scrollLeft = area.scrollWidth;
}

export function Hours({ hours, hrefOf }: HoursProps) {
  const most = Math.max(1, ...hours.map(({ events }) => events));
  const total = hours.reduce((sum, { events }) => sum + events, 0);
  return (
    <figure>
      <figcaption class="visually-hidden">
        {counted(total, 'event')} in 24 hours, at most {most.toLocaleString()} in one hour.
      </figcaption>
      <p class="bars-most" aria-hidden="true">
        {most.toLocaleString()} in the busiest hour
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach a scroll area */}
      <section ref={toNow} class="bars-scroll" aria-label="The last 24 hours" tabIndex={0}>
        <div class="bars">
          {hours.map(({ startsAt, events }) =>
            events === 0 ? (
              <div key={startsAt} class="bar" />
            ) : (
              <a
                key={startsAt}
                class="bar"
                href={hrefOf(startsAt)}
                title={`${hourOf(startsAt)}: ${events.toLocaleString()}`}
                aria-label={`${hourOf(startsAt)}: ${events.toLocaleString()} in this hour`}
              >
                <i style={{ height: `${(events / most) * 100}%` }} />
              </a>
            ),
          )}
        </div>
        <div class="bars-axis" aria-hidden="true">
          {[0, 6, 12, 18, 23].map((index) => (
            <span key={index}>{index === 23 ? 'now' : hourOf(hours[index]!.startsAt)}</span>
          ))}
        </div>
      </section>
    </figure>
  );
}

const hourFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const hourOf = (at: string) => hourFormat.format(new Date(at));
