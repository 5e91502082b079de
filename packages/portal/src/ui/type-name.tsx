/**
 * The name of a type. It is rendered as `ACCOUNT_<wbr>SYNC_<wbr>TASK_<wbr>FINISHED`, so that lines break only between
 * its words.
 */
export function TypeName({ type }: { type: string }) {
  return (
    <>
      {type.split(/(?<=_)|(?<=[a-z])(?=[A-Z])/).map((word, index) => (
        <span key={index}>
          {index > 0 && <wbr />}
          {word}
        </span>
      ))}
    </>
  );
}
