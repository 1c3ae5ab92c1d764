using Meent;
using Meent.Foundation;
using Meent.People;
using Meent.Places;
using Meent.Reflect;

HubModule[] modules = [PlacesModule.Module, PeopleModule.Module, ReflectModule.Module];
return await CommandLine.Run(args, Settings.FromEnvironment(), modules);
