import type { VNode } from 'preact';
import type { SettingsAnswer } from '../../../../core/domain/admin/settings.ts';
import type { PageFrame } from '../../resource.ts';

type Choices = SettingsAnswer['workspaces'];

/** What people have a right to: what is kept about them, and that it is deleted. */
export function DataCard({ workspaces, frame }: { workspaces: Choices; frame: PageFrame }): VNode {
  return (
    <section class="card" aria-labelledby="data-heading">
      <h2 id="data-heading">Data</h2>
      <p class="prose">
        Recall keeps recaps, not messages. Exports are JSON without the words of recaps; whoever runs Recall
        can add those with <code>recall export</code>. Each export and deletion leaves a line in the audit
        log.
      </p>
      <form class="form" method="get" action="/admin/data/workspace.json">
        <Workspaces workspaces={workspaces} frame={frame} />
        <button class="button" type="submit">
          Export a workspace
        </button>
      </form>
      <form class="form" method="get" action="/admin/data/person.json">
        <Workspaces workspaces={workspaces} frame={frame} />
        <PersonId />
        <div class="buttons">
          <button class="button" type="submit">
            Export a person’s data
          </button>
          <button class="button button-danger" type="submit" formaction="/admin/data/erase" data-dialog>
            Delete a person’s data
          </button>
        </div>
      </form>
    </section>
  );
}

function PersonId(): VNode {
  return (
    <label class="field">
      <span>Person’s Slack id</span>
      <input
        type="text"
        name="person"
        required
        pattern="[UW][A-Z0-9]{1,20}"
        title="Slack’s id of the person, such as U024BE7LH"
        placeholder="U…"
        autocomplete="off"
        spellcheck={false}
      />
      <small>In Slack: open the profile, then the three dots, then Copy member ID.</small>
    </label>
  );
}

function Workspaces({ workspaces, frame }: { workspaces: Choices; frame: PageFrame }): VNode {
  const [only, ...others] = workspaces;
  if (only && others.length === 0) return <input type="hidden" name="workspace" value={only.id} />;
  const chosen = frame.query.workspace ?? frame.viewer.workspaceId;
  return (
    <label class="field">
      <span>Workspace</span>
      <select name="workspace">
        {workspaces.map(({ id, name }) => (
          <option key={id} value={id} selected={id === chosen}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
