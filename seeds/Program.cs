using System.CommandLine;
using Rectification.Seeds.Synthetic;
using Rectification.Seeds.Wenzhou;

var root = new RootCommand("Seeds: the history of the Wenzhou plan, and synthetic plans of any size.")
{
    HistoryCommand.Create(),
    SyntheticPlanCommand.Create(),
};
return root.Parse(args).Invoke();
