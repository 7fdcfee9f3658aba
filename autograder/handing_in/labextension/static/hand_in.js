/* The button "Hand in" of a notebook in JupyterLab.

   It is written as JupyterLab loads extensions, so it needs no build: a container with `init`,
   which gets JupyterLab's own libraries, and `get`, which returns the extension. */
"use strict";

(() => {
  const COMMAND = "backgrade:hand-in";
  let shared;

  const library = async (name) => (await Object.values(shared[name])[0].get())();

  async function extension() {
    const [apputils, coreutils, notebook, services, widgets] = await Promise.all(
      ["@jupyterlab/apputils", "@jupyterlab/coreutils", "@jupyterlab/notebook",
        "@jupyterlab/services", "@lumino/widgets"].map(library));
    const { Dialog, ICommandPalette, InputDialog, ToolbarButton, showDialog } = apputils;

    async function ask(body) {
      const settings = services.ServerConnection.makeSettings();
      const url = coreutils.URLExt.join(settings.baseUrl, "backgrade/hand-in");
      const request = body ? { method: "POST", body: JSON.stringify(body) } : {};
      const answer = await services.ServerConnection.makeRequest(url, request, settings);
      const told = await answer.json();
      if (!answer.ok) {
        throw Object.assign(new Error(told.problem), { status: answer.status });
      }
      return told;
    }

    function tell(title, lines, link) {
      const body = new widgets.Widget();
      for (const line of lines) {
        body.node.appendChild(document.createElement("p")).textContent = line;
      }
      if (link) {
        const a = body.node.appendChild(document.createElement("a"));
        Object.assign(a, { href: link, target: "_blank", rel: "noopener", textContent: "Read the feedback" });
        a.classList.add("backgrade-feedback");
      }
      return showDialog({ title, body, buttons: [Dialog.okButton({ label: "Close" })] });
    }

    async function choose(path) {
      const { assignments } = await ask();
      const name = coreutils.PathExt.basename(path, ".ipynb");
      const items = assignments.map((one) => `${one.title} (${one.name})`);
      const current = Math.max(0, assignments.findIndex((one) => one.notebooks.includes(name)));
      const title = `Hand in ${name}.ipynb`;
      const chosen = await InputDialog.getItem({ title, items, current, okLabel: "Hand in" });
      return chosen.button.accept ? assignments[items.indexOf(chosen.value)] : undefined;
    }

    async function handIn(panel) {
      const { context } = panel;
      await context.save();
      if (context.model.dirty) {
        return tell("Not handed in", ["The notebook could not be saved."]);
      }
      try {
        const assignment = await choose(context.localPath);
        if (!assignment) {
          return undefined;
        }
        const receipt = await ask({ path: context.localPath, assignment: assignment.name });
        const lines = [`${assignment.title}, attempt ${receipt.number}`,
          `Received: ${receipt.received}`, `SHA-256: ${receipt.sha256}`];
        return await tell("Handed in", lines, receipt.page);
      } catch (error) {
        return tell("Not handed in", [error.message]);
      }
    }

    function activate(app, tracker, palette) {
      app.commands.addCommand(COMMAND, {
        label: "Hand in the notebook",
        isEnabled: () => tracker.currentWidget !== null,
        execute: () => handIn(tracker.currentWidget),
      });
      palette?.addItem({ command: COMMAND, category: "Backgrade" });
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew: (panel) => {
          const button = new ToolbarButton({
            label: "Hand in",
            tooltip: "Save the notebook and hand it in",
            onClick: () => handIn(panel),
          });
          panel.toolbar.insertItem(10, "backgrade-hand-in", button);
          return button;
        },
      });
    }

    return {
      id: "backgrade:hand-in",
      description: "Hand in the open notebook.",
      autoStart: true,
      requires: [notebook.INotebookTracker],
      optional: [ICommandPalette],
      // Without a service there is nothing to hand in to, and no button.
      activate: (app, tracker, palette) => {
        const start = () => activate(app, tracker, palette);
        ask().then(
          (told) => told.assignments && start(),
          (error) => error.status !== 404 && start(), // the service may only be restarting
        );
      },
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.backgrade = {
    init: (scope) => { shared = scope; },
    get: async () => {
      const plugin = await extension();
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
