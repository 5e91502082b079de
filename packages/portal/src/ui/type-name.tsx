/** `ACCOUNT_<wbr>SYNC_<wbr>TASK_<wbr>FINISHED`: long names break between their words, and nowhere else. */
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
